# The way into the portal
accounts-sign-in = Enter the beneficiaries’ portal
accounts-sign-in-text = We send a code to your mobile; no password is needed.
accounts-mobile = Mobile number
accounts-mobile-hint = The one we have on file, where you have one: 05XXXXXXXX.
accounts-shared = Others use this device too
accounts-shared-hint = Your name does not stand at the top of pages, and you are signed out after some minutes without use.
accounts-send-code = Send me a code
accounts-other-ways = Other ways in
accounts-nafath-enter = Enter by Nafath
accounts-oidc-enter = Enter by { $name }
accounts-oidc-shared = Enter by { $name } from a device others use too
accounts-by-code = Enter by a code to my mobile
accounts-no-phone = I have no mobile
accounts-no-phone-text = Visit us or call us: we do everything of this portal together with you, with the same result.
accounts-other-number = My number has changed
accounts-other-number-text = We change it for you at the office or on a visit, once we are sure it is you. That keeps your file safe.
accounts-help = Help
accounts-help-text = May we help you in?
accounts-wait-minutes = { $n ->
    [one] This was asked for several times close together. Please try again in a minute.
   *[other] This was asked for several times close together. Please try again in { $n } minutes.
  }
accounts-code-title = Your code
accounts-code-sent = We sent a message with a code of six digits to
accounts-code = Code
accounts-code-hint = { $n ->
    [one] Six digits, good for one minute.
   *[other] Six digits, good for { $n } minutes.
  }
accounts-go-on = Continue
accounts-change-number = Another number
accounts-not-come = Has it not come?
accounts-not-come-text = The message may take a moment. A new code puts the one before out of use.
accounts-resend-after = { $n ->
    [one] A new one may be asked for in a second.
   *[other] A new one may be asked for in { $n } seconds.
  }
accounts-resend = Send a new code
accounts-code-again = We sent a new code.
accounts-begin-again = The time for this sign-in is over. Please begin with your number.
accounts-who-title = Let us open your own file
accounts-who-text = Several people of a family may share a mobile, so please say who you are.
accounts-who-by = By identity number or by birth date
accounts-who-identity = Identity or residence number
accounts-who-identity-hint = Ten digits, as on the card.
accounts-who-birth = Date of birth
accounts-who-birth-hint = Hijri or Gregorian, as is easier for you.
accounts-enter = Enter
accounts-no-file = I have no file yet
accounts-no-file-text = You may go on without one and send your first request.
accounts-go-without = Go on without a file
accounts-no-file-title = We found no file by what you wrote
accounts-no-file-lede = Your file may have another mobile number, or there is none yet. All these ways are open to you:
accounts-no-file-apply = Send a new request
accounts-no-file-apply-text = Write who you are: we join it to your file where there is one, or open one for you.
accounts-no-file-call = Call or visit us
accounts-no-file-call-text = We make sure it is you and bring your number up to date in minutes.
accounts-no-file-other = Act for another
accounts-no-file-other-text = Where you are a guardian, an agent or a relative who helps.
accounts-no-file-go = Go on to my page
accounts-signed-out = You are signed out. On a shared device it is well to close the browser too.
accounts-acting-title = For whom do you go on now?
accounts-acting-text = One file is open at a time; you may change over whenever you like.
accounts-acting-none = No file is open to you yet.
accounts-acting-none-text = Where the file is in the name of somebody of your family, you may ask to act for him.
accounts-acting-now = Open now
accounts-own-file = My file
accounts-act-own = Go on for myself
accounts-act-for = Go on for him
accounts-and = { ", " }
accounts-until = Until
accounts-chosen = The file you chose is open.
accounts-devices = Devices you are signed in on
accounts-devices-text = Where you see one you do not know, end it, and please tell us.
accounts-device-unknown = Unknown device
accounts-device-here = This device
accounts-device-shared = Shared device
accounts-device-began = Since
accounts-device-seen = Last used
accounts-device-end = Sign it out
accounts-device-ended = That device is signed out.
accounts-devices-end-others = Sign out all but this device
accounts-devices-ended = Only this device is left.
choice-account-way-code = By a code to the mobile
choice-account-way-oidc = By an account elsewhere
choice-account-way-nafath = By Nafath

accounts-claims = Acting for another
accounts-claims-text = For guardians, agents and relatives who help. We look at the document first; nothing of another’s file opens before that.
accounts-claim-new = Ask to act for another
accounts-claim-text = We ask only what the check needs. To keep people’s privacy we do not say here whether somebody has a file with us.
accounts-claim-name = Your full name
accounts-claim-name-hint = As on your identity card.
accounts-claim-identity = Your identity number
accounts-claim-capacity = In what capacity?
accounts-claim-hint-guardian = For minors or whoever is in his care, by a deed.
accounts-claim-hint-agent = By an agency in force.
accounts-claim-hint-relative-helper = Follows and asks for a relative with his signed consent; neither signs nor receives.
accounts-claim-for = File number or identity number of whom you act for
accounts-claim-for-hint = Whichever you have.
accounts-claim-birth = His date of birth
accounts-claim-scan = Picture of the deed, agency or consent
accounts-claim-scan-hint = A clear picture or a PDF, up to 12 MB each. You may choose several pages.
accounts-claim-scans-again = Please choose the pictures again; the browser does not keep them.
accounts-claim-note = Anything you wish to add
accounts-claim-send = Send for its check
accounts-claim-sent = It has reached us. An employee looks at it and we send you a message.
accounts-claim-waiting = Being checked
accounts-claim-verified = In force
accounts-claim-refused = Not accepted
accounts-claim-ended = Ended
accounts-claim-of = for
accounts-claim-when = Sent on
accounts-claim-may = You may:
accounts-claim-leave = Give it up
accounts-claim-left = You no longer act for him.

accounts-nafath-title = Enter by Nafath
accounts-nafath-text = Write your identity number; the next page shows a number to pick in the Nafath app.
accounts-nafath-pick = Pick this number in the Nafath app
accounts-nafath-pick-text = Open Nafath on your mobile, accept the request and pick the same number.
accounts-nafath-refresh = This page looks again by itself every few seconds.
accounts-nafath-look = Look now

accounts-file = Beneficiary file
accounts-mobile-title = Change the mobile
accounts-mobile-warning = The mobile opens the file: please make sure who is asking. Every sign-in of his ends, and both numbers get a message.
accounts-mobile-whose = Whose?
accounts-mobile-now = Now: { $number }
accounts-mobile-none = No number on file
accounts-mobile-new = New number
accounts-mobile-answers = Who answers it
accounts-mobile-answers-hint = Where it is not himself: her son Yasir.
accounts-mobile-known-by = How did you make sure?
accounts-mobile-reason-hint = Why it changed and who asked for it.
accounts-mobile-save = Change the number
accounts-mobile-changed = Changed. Every sign-in before is ended, and both numbers get a message.
accounts-mobile-history = Changes before
choice-known-by-identity-seen = He came, and I saw his identity card
choice-known-by-on-visit = On a home visit
choice-known-by-guardian = His accepted guardian or agent came
choice-known-by-known-answers = He called and answered what only he knows

accounts-settings = Portal sign-in
accounts-settings-hint = How long sessions last; Nafath or another provider
accounts-settings-saved = The sign-in settings are kept.
accounts-set-length = How long one stays signed in
accounts-set-idle = Minutes without use
accounts-set-shared-idle = The same on a shared device
accounts-set-absolute = Hours at the most
accounts-set-code-text = A code has six digits and holds five minutes and five tries; another may be asked for after a minute. This is fixed.
accounts-set-opened = Who opened a file
accounts-set-opened-text = On the portal people see who opened their file and when: always the employee’s role and office.
accounts-set-opened-names = Show the employees’ names as well
accounts-set-opened-hint = It is clearer to people; employees should know of it before it is switched on. It holds for what was opened before, too.
accounts-set-nafath = Nafath
accounts-set-nafath-text = As the association is registered with the provider. Nothing happens before it is switched on here.
accounts-set-oidc = Another provider (OpenID Connect)
accounts-set-oidc-text = Any provider of this standard that gives the identity number.
accounts-set-on = Switched on
accounts-set-address = Address
accounts-set-service = Service
accounts-set-audience = Our name there
accounts-set-audience-hint = As it stands in the signed token (aud).
accounts-set-nafath-issuer = Issuer (iss) at Nafath
accounts-set-oidc-issuer = Issuer (iss) at the provider
accounts-set-name-ar = Its name in Arabic
accounts-set-name-en = Its name in English
accounts-set-redirect = Address to come back to
accounts-set-redirect-hint = This site’s address followed by /my/oidc/back
accounts-set-claim = Claim of the identity number
accounts-set-claim-hint = Its name in the provider’s token.
accounts-set-userinfo = Ask the provider for what the token does not say (userinfo)
accounts-set-secret-kept = Kept and never shown. Left empty, it stays.
accounts-set-secret-none = None kept yet.
accounts-set-more = What seldom changes
accounts-set-called = The address of notices, to be registered with Nafath: this site’s address followed by
accounts-set-server-ip = Our server’s address on the internet
accounts-set-server-ip-hint = As registered with the provider.
accounts-set-root = Certificate of the authority
accounts-set-root-hint = PEM; left empty for a well-known service.
accounts-set-auth = How we prove ourselves there
accounts-set-acr = Levels of assurance that suffice (acr)
accounts-set-acr-hint = With blanks between. Left empty, any will do.
accounts-set-claim-warning = The identity number alone opens its owner’s file: only a provider that has checked the number will do here, none where people write it themselves.
choice-account-auth-basic = client_secret_basic
choice-account-auth-post = client_secret_post
choice-account-auth-none = No secret (PKCE alone)
accounts-set-save = Keep the settings

permission-account-manage = Set up the portal’s sign-in
permission-account-change-mobile = Change a beneficiary’s mobile at the desk
event-account-code-sent = A sign-in code was sent
event-account-sent-elsewhere = A sign-in elsewhere began
event-account-signed-in = Signed in to the portal
event-account-refused = A sign-in that was not right
event-account-signed-out = Signed out of the portal
event-account-chosen = A file was chosen in the portal
event-account-number-changed = A mobile was changed
event-account-number-gone = Access by a former mobile ended
event-account-opened-names = Whether the portal names employees was changed
event-account-settings = The portal’s sign-in was set up
event-sign-code = A signing code was sent
event-sign-refused = A signing code that was not right
event-sign-confirmed = A signing code was right

error-account_unmatched = { $left ->
    [one] What was written does not match a file registered with this mobile. Please look at it again; one try is left.
   *[other] What was written does not match a file registered with this mobile. Please look at it again; { $left } tries are left.
  }
error-code_unreadable = The code is six digits, as in the message.
error-code_wrong = { $left ->
    [one] This is not the code. One try is left.
   *[other] This is not the code. { $left } tries are left.
  }
error-code_used_up = { $n ->
    [0] This code has been tried too often. A new one may be asked for now.
    [one] This code has been tried too often. A new one may be asked for in a second.
   *[other] This code has been tried too often. A new one may be asked for in { $n } seconds.
  }
error-code_over = This code is over. Please ask for a new one.
error-between = Please write a number from { $least } to { $most }.
error-secure_address = Please write the whole address, beginning with https.
error-redirect_back = Please write this site’s address followed by /my/oidc/back.
error-address_digits = Please write an IP address, such as 203.0.113.7.
error-secret_again = The address or the certificate has changed: please write the secret again, so that it goes to nobody else.
error-mobile_same = This is the number on file now.
refusal-sign_no_mobile = You did not come in by a code to a mobile: please sign by drawing or on paper.
refusal-elsewhere_unavailable = The other side does not answer now. You may enter by a code to your mobile.
refusal-elsewhere_refused = It was not confirmed there. Try again, or enter by a code to your mobile.
refusal-elsewhere_stray = We could not make sure of this sign-in. Please begin anew.
refusal-elsewhere_busy = You have an open request in Nafath. Please end it in the app, or wait a little.
refusal-nafath_rejected = The request was not accepted in Nafath, or another number was picked.
refusal-nafath_expired = The request in Nafath has run out. You may begin anew.
