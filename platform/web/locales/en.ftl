# Words of the shared frame: shell, forms, error pages
web-product = Sila
web-home = Home
web-skip = Skip to content
web-nav = Main navigation
web-nav-tools = Staff tools
web-nav-quick = Quick navigation
web-path = Where this page is
web-pages = Pages of the list
web-prev = Previous
web-no-number = No number yet
web-next = Next
web-more = More
web-back = Back
web-search = Search
web-search-label = Search Sila
web-search-placeholder = Name, request number, mobile…
web-lang-other = العربية
web-lang-other-code = ar
web-theme = Screen colours
web-theme-light = Light
web-theme-dark = Dark
web-theme-auto = Auto
web-account = Account
web-my-account = My account and password
web-my-sessions = Signed-in sessions
web-sign-out = Sign out
web-demo-band = A trial copy: every name and number is invented.
web-foot = This page runs on Sila, for beneficiary relations.
web-entry-line = We welcome everyone kindly, make the way clear, and give each the time they need.
web-print = Print
web-copy = Copy
web-copied = Copied
web-reveal = Show the whole number
web-reason = Reason
web-step-done = done
web-step-now = now
web-step-skip = not needed
web-step-next = later
web-letter-date = Date:
web-letter-corresponding = Corresponding to:

# Forms
web-error-prefix = Error:
web-errors-n = { $n ->
    [one] One thing is left before continuing
   *[other] { $n } things are left before continuing
}
web-optional = optional
web-choose = — please choose —
web-day = Day
web-month = Month
web-year = Year
web-calendar = Calendar
web-hijri = Hijri
web-gregorian = Gregorian
web-riyal = SAR
web-file-hint = An image or a PDF, up to { $mb } MB. A photo of the paper by phone will do.
web-file-too-big = The file is larger than { $mb } MB. A photo of lower quality will do.
web-sign-area = Signing area
web-sign-here = Sign here with a finger or a pen
web-sign-clear = Clear and sign again
web-sign-paper = Sign on paper or by thumbprint
web-sign-paper-hint = Where signing on a screen does not suit: print the page, have it signed or thumbprinted before a witness, then upload a picture of it.
web-sign-paper-file = Picture of the signed paper
web-sign-witness = Name of the witness
web-sign-witness-hint = Needed with a thumbprint, not with a signature by pen.

# Error pages
web-report-number = Report number
web-error-not-found-title = We could not find this page
web-error-not-found-text = The link may have changed, or what you are looking for is outside your reach. Searching by name or number is the nearest way.
web-error-forbidden-title = This page is for another role
web-error-forbidden-text = Your account does not include it. If your work needs it, the administrator can add it.
web-error-refused-title = This could not be done
web-error-conflict-title = A colleague was here first
web-error-conflict-text = The record changed after you opened it, so nothing was written over it. Please open it again and repeat the action.
web-error-expired-title = This page has expired
web-error-expired-text = The form was opened long ago, or you signed in again since. Please go back and send it again.
web-error-form-only-title = This page does not open by itself
web-error-form-only-text = Nothing was sent again. You can go back to your page and continue from there.
web-error-too-many-title = Too many tries in a short time
web-error-too-many-text = { $n ->
    [one] Please wait one second and try again.
   *[other] Please wait { $n } seconds and try again.
  }
web-error-too-large-title = The file is over the limit
web-error-too-large-text = Nothing was saved. The picture can be made smaller or the file split, then uploaded again.
web-error-internal-title = The page could not be opened; the fault is ours
web-error-internal-text = The fault is recorded under the number below, and what was saved before it is unchanged. Please try again in a few minutes.

refusal-form_unreadable = We could not read what the browser sent. Please open the page again and retry.
refusal-too_large = What was sent is larger than allowed ({ $mb } MB). You can send documents one at a time.
conflict-busy = The system is busy with another change to the same record. Please try again.
conflict-changed = This record changed after you opened its page, so what you sent was not saved. Please look at what is new and try again.
conflict-form_reused = This page was sent before with other content. Please open it again to start afresh.
error-date_impossible = There is no such date in the calendar. Please check the day, month and year.
error-date_unreadable = The date is not understood. Please write it in digits, or the year alone.
error-required = Please fill this in.
error-too_long = The text is too long: at most { $n } characters.
error-choice = Please choose one of those shown.
error-number = Please write a whole number.
error-money = Please write the amount in riyals with digits, such as 1200 or 1200.50.
error-confirm = Please confirm this before going on.

web-public-sub = Beneficiary portal
web-public-nav = Parts of the portal
web-public-nav-narrow = Portal menu
web-public-menu = Menu
web-public-home = Home
web-public-services = Services
web-public-how = How to ask
web-public-mine = My requests
web-public-contact = Contact us
web-public-enter = Sign in
web-public-leave = Sign out
web-public-desk = My desk
web-public-licence = Licence number
web-public-reach = Can we help?
web-public-phone = Call us
web-public-all-ways = All ways to reach us
web-public-more = About the portal
web-public-faq = Common questions
web-public-promises = Our promises, and how we keep them
web-public-privacy = Privacy and your data
web-public-accessibility = Accessibility
web-public-sitemap = Map of the portal
web-public-staff = Staff sign-in
web-error-lost-text = The link may have changed or lost a piece. Everything in the portal can be reached from the home page, and we are glad to help.
