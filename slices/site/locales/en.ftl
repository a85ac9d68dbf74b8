# The public site
site-ask = Ask for help
site-ask-this = Ask for this service
site-talk = Talk to somebody
site-begin = Begin a request
site-comma = ,
site-and-more = and more
site-track-title = Follow a request
site-track-text = With a code sent to your mobile you see where your request is, with whom, and what is needed of you.
site-track-in = Your requests, messages and documents in one place.
site-track-button = See my requests
site-needs-title = How can we help?
site-needs-label = Services by need
site-all-needs = All needs
site-all-services = All services
site-no-services = No services are shown at the moment
site-no-services-text = The list is being brought up to date. Contact us and tell us what you need.
site-none-found = No service fits that description
site-none-found-text = Try one word, such as rent or treatment, or look through all services.
site-services-n = { $n ->
    [0] No services like that
    [one] One service
   *[other] { $n } services
}
site-find-label = A word for what you need
site-find-for = Whom it is for
site-find-anyone = Anyone
site-find = Search
site-not-sure = Not sure which service fits? A beneficiary relations officer will tell you.
site-how-title = How do I ask?
site-how-more = The steps in detail
site-facts-title = What is said, and what is so
site-said = It is said
site-faq-all = All questions
site-ways-title = Eight ways to reach us
site-way-go = More
site-announcement = Announcement
site-preview-bar = A preview: nobody but you sees this page yet.
site-in-brief = The service in brief
site-gives = What it gives
site-gives-money = Money, at most { $most }
site-gives-money-open = Money, as much as is needed
site-gives-goods = In kind, at most { $most }
site-unit-basket = { $n ->
    [one] one basket
   *[other] { $n } baskets
}
site-unit-voucher = { $n ->
    [one] one voucher
   *[other] { $n } vouchers
}
site-unit-bag = { $n ->
    [one] one pack
   *[other] { $n } packs
}
site-unit-device = { $n ->
    [one] one device
   *[other] { $n } devices
}
site-unit-other = { $n } ({ $unit })
site-gives-goods-open = In kind, as much as is needed
site-often = How often
site-free = Asking costs nothing, and does not yet mean it is granted.
site-whom-title = Whom it is for
site-whom-text = For whoever is one of these:
site-whom-all = For everyone with a file here. Who has none gets one with the first request.
site-papers-title = Papers you need
site-papers-text = Asked of everyone. What is in your file and in date is not asked for again.
site-papers-none = This service needs no papers.
site-cases-title = And in some cases
site-cases-text = Asked only where the line above them applies to you.
site-after-title = What happens then
site-study-none = This service needs no social study.
site-study-desk = The social researcher studies the request from its papers and by a call.
site-study-field = The social researcher visits you, on a day agreed with you.
site-decides-committee = The research committee decides.
site-decides-delegate = Below { $amount } whoever is entrusted with it decides; above, the research committee.
site-others-title = Services like it
site-promise-title = When the reply comes
site-promise-submission = No reply before { $n ->
    [one] one day has
   *[other] { $n } days have
} passed since the request was complete.
site-promise-presentation = No reply before { $n ->
    [one] one day has
   *[other] { $n } days have
} passed since the request went to the research committee.
site-promise-none = The reply comes when the request has been studied.
site-promise-least = That is the least, not the most: it gives the study its due, and the reply may come later. We promise no day we cannot keep, but you can always see where the request is and with whom.
site-promise-urgent = In pressing need the reply may come sooner, for a reason put in writing. Just tell us.
site-promise-example = Were your request complete today
site-promise-example-text = This would be the earliest day of the reply. Your own day is shown when you send the request, and on its printed receipt.
site-objection-days = If the reply does not do you justice, you may object within { $n ->
    [one] one day
   *[other] { $n } days
} of receiving it.
site-kept-title = How far we kept them
site-kept-text = Of last year's requests, as the register has them, nothing picked out.
site-too-few = Too few requests to count
site-too-few-text = A figure is published once it has ten cases, so that nobody is known from a number.
site-guard = Hidden: fewer than { $n } cases. It is hidden so that it points to nobody.
site-lengths-title = How long each step takes
site-lengths-text = The length in the middle: half of the requests were quicker, half slower.
site-less-than-a-day = Less than a day
site-days = { $n ->
    [one] one day
   *[other] { $n } days
}
site-of-cases = { $n ->
    [one] of one case
   *[other] of { $n } cases
}
site-counted = Counted on
site-hours-title = Working hours
site-address-title = Address
site-branches-title = Branches and their delegates
site-branch-serves = Serves:
site-no-branches = No branches have been added yet.
site-no-questions = No questions published yet
site-no-questions-text = We are glad to answer yours.
site-other-question = Another question?
site-changed = Last changed
site-map-pages = Pages of the portal
site-edit-title = Public site
site-edit-hint = Words of the public pages, questions, ways to reach us, the announcement, whether figures are published.
site-edit-text = Each part is written, previewed and published by itself; former versions stay.
site-edit-open = Open the site
site-edit-see = See the published page
site-edit-words = Words
site-edit-marks = An empty line begins a paragraph, “## ” a heading, “- ” a point, **words** stand out, [words](/help) are a link. HTML is not accepted.
site-edit-in-arabic = { $field } (Arabic)
site-edit-in-english = { $field } (English)
site-edit-way-hint = A telephone, an e-mail, an account that begins with @, or an address that begins with https:// or /. Leave empty to use the letterhead's.
site-edit-figures-hint = No figure of fewer than ten cases is published.
site-edit-step-title = Title of step { $n }
site-edit-step = Words of step { $n }
site-edit-link = Link or number of “{ $way }”
site-edit-branch-hours = Hours of { $branch }
site-edit-branch-phone = Telephone of { $branch }
site-edit-questions = Questions
site-edit-questions-hint = An empty question is not published. The number at the end of each gives its place.
site-edit-new-question = New question
site-edit-ask-ar = Question (Arabic)
site-edit-ask-en = Question (English)
site-edit-answer-ar = Answer (Arabic)
site-edit-answer-en = Answer (English)
site-edit-myth = Said, and not so
site-edit-order = Place
site-edit-preview = Preview in another page
site-edit-publish = Publish
site-edit-published = Published. Visitors see it now.
site-edit-restored = The former version is published again.
site-edit-versions = Versions
site-edit-version = Version { $n }
site-edit-builtin = The first words, which came with the system
site-edit-now = Published now
site-edit-look = Open to edit
site-edit-restore = Publish again
site-edit-from = The form is filled from version { $n }. What is published stays until you publish.
site-edit-from-builtin = The form is filled from the first words. What is published stays until you publish.

choice-site-way-interview = In person
choice-site-way-phone = By telephone
choice-site-way-social-media = Social media
choice-site-way-letters = Letters
choice-site-way-aid-request = Help-request services
choice-site-way-volunteering = Volunteering service
choice-site-way-website = The website
choice-site-way-delegates = Branch-office delegates
choice-site-figure-in-target = Replies within our internal target
choice-site-figure-after-floor = Replies whose study had its full time
choice-site-figure-told-once = Requests told of missing papers just once
choice-site-figure-received = Help whose arrival was confirmed
choice-site-figure-whole = From a complete request to the reply
choice-site-figure-papers = Checking papers
choice-site-figure-study = The social study
choice-site-figure-committee = The research committee
choice-site-figure-delivery = From the reply to the help
choice-site-part-home = Home page
choice-site-part-banner = Announcement
choice-site-part-help = Services page
choice-site-part-how = How to ask
choice-site-part-promises = Promises kept
choice-site-part-contact = Contact and branches
choice-site-part-faq = Common questions
choice-site-part-privacy = Privacy
choice-site-part-accessibility = Accessibility
choice-site-about-home = The welcome, the beneficiary's rights, and what stands above services and ways.
choice-site-about-banner = A line above every public page between two days, such as an office closed or a season.
choice-site-about-help = What stands above and below the list. Each service's own words are written in the catalogue.
choice-site-about-how = The five steps, and what is needed before beginning.
choice-site-about-promises = What we promise, and whether figures are published.
choice-site-about-contact = The eight ways, working hours, the address, the branches' hours.
choice-site-about-faq = What people ask and what is said, in order.
choice-site-about-privacy = What data is collected, on what basis, for how long, and the rights over it, as the data protection law asks.
choice-site-about-accessibility = What was done, and how to tell us what is hard.
choice-site-field-title = Title
choice-site-field-intro = Introduction
choice-site-field-services = Above the services
choice-site-field-rights-title = Title of the rights
choice-site-field-rights = The rights
choice-site-field-ways = Above the ways to reach us
choice-site-field-text = The announcement
choice-site-field-from = Shown from
choice-site-field-until = Shown until
choice-site-field-body = Text
choice-site-field-figures = Publish how far promises are kept
choice-site-field-hours = Working hours
choice-site-field-address = Postal address and place
permission-site-manage = Write and publish the public site
event-site-publish = A part of the public site was published
error-site_link = The link { $link } is not accepted. Links begin with / or https:// or mailto: or tel:
error-site_html = The text holds HTML or pictures, which visitors would see as letters. Please take them out.
error-site_way = Please type a telephone, an e-mail, an account that begins with @, or a proper address.
error-site_until = The announcement ends before it begins.
choice-site-also-cash-once = money cash urgent
choice-site-also-cash-monthly = salary allowance monthly money
choice-site-also-food = meals basket groceries
choice-site-also-clothing = clothes winter blankets
choice-site-also-housing = rent house home flat repair
choice-site-also-bills = electricity water bill
choice-site-also-household = furniture appliances fridge cooler washer
choice-site-also-health = treatment medicine hospital doctor ill wheelchair
choice-site-also-education = school university bag fees student
choice-site-also-empowerment = work job project training course
choice-site-also-sponsorship = orphan orphans sponsor
choice-site-also-marriage = wedding marry
choice-site-also-debt = debts prison prisoner owing
choice-site-also-seasonal = ramadan eid sacrifice
choice-site-also-other = else
