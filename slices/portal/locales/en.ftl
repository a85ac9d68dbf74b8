# The portal: following and one's own data
portal-mine = My page
portal-mine-rest = My messages and sign-in
portal-back-own = Back to my own file
portal-represent = I act for somebody else
portal-data-of = { $name }: the file
portal-data-plain = Data
portal-papers-plain = Documents from the association
portal-copy-plain = A copy of the data
portal-hello = Welcome,
portal-mine-for = On behalf of { $name }
portal-mine-own = My requests
portal-mine-of = Requests of
portal-my-requests = My requests
portal-mine-changed = Something about the request changed while you were writing. Please look at it and try again.
portal-back-mine = My page
portal-back-request = Back to the request
portal-who = Act on behalf of somebody else
portal-todo = { $n ->
    [one] One request is waiting for something from you
   *[other] { $n } requests are waiting for something from you
  }
portal-refused-title = We could not register you
portal-no-file = You have no file with us yet
portal-no-file-text = You can begin with a request for support; on the way we ask once for what we need to know.
portal-begin = Begin a request
portal-none = No requests yet
portal-none-text = A request you send appears here, with where it is and what it needs.
portal-new-request = New request
portal-request = Request
portal-unmatched = Your data has come in and an employee is looking at it: you may have a file already.
portal-unmatched-draft = You can go on with your request meanwhile.
portal-not-before = No reply before { $date }
portal-do-finish = Finish the request
portal-do-complete = Send what is missing
portal-do-confirm = Confirm receipt
portal-ready-title = Your signature is left
portal-ready = Everything that was missing is here. Your signature is left before the request is looked into.
portal-fetch = To be picked up: { $place }, { $date }, with your identity card.
portal-fetch-passed = The day to pick it up has passed. Please call us to arrange another.
portal-fetch-ready = What was granted is ready to be picked up
portal-accepted-part = Some of what was asked for was granted, and we are registering it
portal-part = Some of what was asked for was granted.
portal-deferred-until = The committee put off the request until { $date }, and comes back to it then.
portal-asked-for = What you asked for
portal-granted = What was granted
portal-written = What you wrote in the request
portal-unit-basket = { $n ->
    [one] one basket
   *[other] { $n } baskets
  }
portal-unit-voucher = { $n ->
    [one] one voucher
   *[other] { $n } vouchers
  }
portal-unit-bag = { $n ->
    [one] one pack
   *[other] { $n } packs
  }
portal-unit-device = { $n ->
    [one] one device
   *[other] { $n } devices
  }
portal-nothing-now = Nothing for you to do now
portal-nothing-text = If anything changes at home, we are glad to know.
portal-nothing-closed = This request has ended.
portal-too-late = The time for an objection ended on
portal-too-late-call = Please call us if anything is new.
portal-lapsed-lack = What was missing
portal-lapsed-anew = A new request can be made at any time. Documents we have that are still valid are not asked for again.
portal-your-turn = What we need from you now
portal-updated = Last update
portal-options = Options
portal-change = Tell us of a change
portal-holder = Who has the request
portal-now = now
portal-since = since
portal-journey = The road of your request
portal-talk = What was said about this request
portal-you = You

portal-state-draft = Not sent yet
portal-state-awaiting-completion = Waiting for you
portal-state-submitted = Received
portal-state-verified = Documents complete
portal-state-in-research = Being studied
portal-state-before-committee = With the committee
portal-state-deferred = Deferred
portal-state-waiting = On the waiting list
portal-state-accepted = Accepted
portal-state-in-delivery = Help on its way
portal-state-served = Complete
portal-state-refused = Not accepted
portal-state-referred = Referred elsewhere
portal-state-withdrawn = Withdrawn
portal-state-lapsed = Ended incomplete
portal-state-void = Cancelled
portal-state-text-draft = You began it and have not sent it yet
portal-state-text-awaiting-completion = We are waiting for what the request lacks
portal-state-text-submitted = Your documents are being checked
portal-state-text-verified = The documents are complete; the study is being prepared
portal-state-text-in-research = We are studying your case
portal-state-text-before-committee = The committee is studying your request
portal-state-text-deferred = The committee put the request off; it will come back to it
portal-state-text-waiting = Your request is on the waiting list
portal-state-text-accepted = Your request was accepted; registration is being prepared
portal-state-text-in-delivery = Your help is on its way
portal-state-text-served = All help was given
portal-state-text-refused = The reply: not accepted
portal-state-text-referred = Your request was referred to another body
portal-state-text-withdrawn = This request was withdrawn
portal-state-text-lapsed = The time to complete it ran out. You may send a new request at any time
portal-state-text-void = This request was cancelled
portal-holder-applicant-or-officer = You
portal-holder-applicant = You
portal-holder-nobody = Nobody: it has ended
portal-holder-relations-officer = Beneficiary relations
portal-holder-social-researcher = Social research
portal-holder-committee-secretary = The committee
portal-holder-delivery-officer = Delivery of help

portal-did-submit = Your signed request came in
portal-did-submit-missing = Your request came in, with something missing
portal-did-verify = The documents were matched
portal-did-return = We asked for what is missing
portal-did-start-research = The study began
portal-did-explain = We explained how long the study takes
portal-did-present = Your request went to the committee
portal-did-defer = The committee put the request off
portal-did-put-on-waiting-list = The request was put on the waiting list
portal-did-reply = The reply went out and you were told
portal-did-register = Registration is complete
portal-did-finish = All help was given
portal-did-object = Your objection came in
portal-did-withdraw = The request was withdrawn
portal-did-carry-on = The request goes on in the name of another of the household
portal-did-lapse = The time to complete it ran out
portal-did-remind = We reminded you of what is missing
portal-ahead-send = Sending the request
portal-ahead-answer = The reply
portal-ahead-service = The help itself
portal-ahead-if = If the request is accepted.

portal-promise = No reply before
portal-promise-same = that is
portal-promise-any-day = The answer may come any day
portal-promise-waiting = The committee saw your need, and your request waits for its turn, as soon as there is something to give. We will write to you.
portal-promise-first = The first date was:
portal-promise-later = The time begins on the day the request goes to the committee; we will tell you the date then.
portal-promise-study = We check and study your request before it goes to the committee. The study takes two weeks at least; we write to you on the day of the reply.
portal-promise-committee = Your request is with the committee, which studies it with care. The study takes two weeks at least; we write to you on the day of the reply, there is no need to come and ask.
portal-promise-passed = The least time of the study has passed; the reply goes out when the committee is done. We write to you on that day.

portal-lack = What your request lacks
portal-lack-text = This list is complete: nothing else will be asked for unless something changes.
portal-lack-until = Please complete it before
portal-lack-do = Add
portal-decision = The reply
portal-outcome-accept = The request was accepted
portal-outcome-accept-part = Part of what was asked was accepted
portal-outcome-refuse = The request was not accepted
portal-outcome-refer = The request was referred to:
portal-amount = Amount
portal-reasons = Reasons
portal-conditions = Conditions
portal-letter-number = Letter number
portal-letter-read = Read the letter
portal-letter-title = Reply { $number }
portal-letter-to = To
portal-letter-greeting = Peace be upon you and the mercy of God
portal-letter-about = About your request number
portal-letter-submitted = sent on
portal-letter-object = You may object to this reply until
portal-again = Your objection came in and the request is looked at again. The earlier reply stands until another one goes out.
portal-help = Your help
portal-help-ahead = Planned for you
portal-help-both = Given to you, and still planned
portal-line-planned = Planned
portal-line-released = On its way to you
portal-line-ready = Ready to be picked up
portal-line-handed = Handed over
portal-line-closed = Not handed over
portal-you-said = You said:
portal-found = Our answer:
portal-say-again = Change what you said

portal-object = Object to the reply
portal-object-lead = Objecting is your right and changes nothing in how we treat you. Another employee than the first presents it, and the committee looks at it again.
portal-object-until = Objections are taken until
portal-object-why = What should be looked at again?
portal-object-hint = The reason in your own words. If you have a new document, please hand it in at the nearest office.
portal-object-do = Send the objection
portal-objected = Your objection came in; the request is looked at again.
portal-withdraw = Withdraw the request
portal-withdraw-lead = Once withdrawn this request is not looked at any more. You may send a new one at any time.
portal-withdraw-why = Why
portal-withdraw-hint = A short word is enough.
portal-withdraw-sure = I confirm that this request is withdrawn
portal-withdraw-do = Withdraw
portal-withdrawn = The request was withdrawn.
portal-question = Ask about the request
portal-question-lead = Your question goes to beneficiary relations; the answer appears on the request’s page.
portal-question-what = Your question
portal-question-hint = No need to repeat what the request says.
portal-question-do = Send the question
error-question_soon = Several questions of yours have come in and we are working on the answers. Another one can be sent within two hours.
error-question_waiting = Three questions about this request wait for our answer. We answer those first and are then glad of any other.
portal-asked = Your question came in; we will answer soon.
portal-confirm = Confirm receipt
portal-confirm-ask = Did you receive this?
portal-confirm-note = Your note
portal-confirm-note-hint = If it did not arrive, or something was missing or faulty, please write what happened.
portal-confirm-do = Send
portal-confirm-foot = What you say takes nothing from your right. What did not reach you is looked into by the officer of deliveries and the manager.
portal-confirmed = Thank you, receipt is recorded.
portal-noted = Your note came in; we will look into it and tell you what was found.

portal-messages = Messages
portal-messages-none = No messages yet
portal-messages-none-text = A copy of everything we write to you stays here.
portal-messages-open = Open
portal-unread = { $n ->
    [one] one new message
   *[other] { $n } new messages
  }
portal-unread-n = { $n ->
    [one] One message not read
   *[other] { $n } messages not read
  }
portal-read-all = I have read them all
portal-new = New

portal-data = My data
portal-data-text = This is what the association holds about you. Identity and account numbers are shown by their ends only, for your privacy.
portal-data-me = About me
portal-data-name = Name
portal-data-identity = Identity number
portal-data-birth = Birth date
portal-data-sex = Sex
portal-data-mobile = Mobile
portal-data-place = Residence
portal-data-iban = Bank account
portal-data-bank = Bank
portal-data-file = File
portal-data-file-draft = Under review
portal-data-categories = Category
portal-data-home = My household
portal-data-alone = Nobody else is registered with you.
portal-data-papers = My documents with the association
portal-data-no-papers = No documents yet.
portal-data-expired = Expired
portal-data-until = valid until
portal-data-channel = I would rather be reached by
portal-data-language = Language
portal-data-email = E-mail
portal-data-email-hint = Optional. Used once you agree to e-mail.
portal-data-any = No preference
portal-data-any-language = In any language
portal-data-unsaid = Not said
portal-reach = How we reach you
portal-reach-change = Change
portal-reach-code = The code that confirms the e-mail
portal-reach-code-sent = A new address is not used before it is confirmed. A code was sent to
error-email_unsent = No code can be sent by e-mail at the moment, so the address cannot be confirmed here. Any office is glad to record it.
error-email_soon = A code was sent a short while ago. Please wait a little before asking for another.
portal-other = Nothing on the page was saved
portal-other-text = That page was for one file and another one is chosen now, or acting for the other person has ended. So that nothing lands in the wrong place, nothing was saved. Please choose the file and do it again.
portal-other-choose = Choose the file
portal-reach-mobile = The mobile number is changed at the office, with the identity checked. The number on file:
portal-save = Save
portal-saved = Saved.
portal-privacy = My privacy
portal-correct-title = Is something wrong?
portal-correct-text = You may ask for anything to be corrected; we answer within thirty days.
portal-correct = Ask for a correction
portal-correct-lead = Write here what needs correcting; an employee checks it before changing it. A document may be needed.
portal-correct-field = What is to be corrected?
portal-correct-whose = Whose data?
portal-correct-is-now = It says now
portal-correct-should-be = It should be
portal-correct-why = Why
portal-correct-proof = A document that shows it
portal-correct-proof-hint = A photo or PDF, up to 10 MB.
portal-correct-do = Send
portal-correction-sent = Your correction came in; we answer within thirty days.
portal-corrections = Corrections
portal-corrections-none = No corrections
portal-corrections-due = Answer before
portal-corrections-open = { $n ->
    [one] One correction is waiting
   *[other] { $n } corrections are waiting
  }

portal-opened = Who opened my file
portal-opened-text = Every opening of your file is recorded; this is the record.
portal-opened-no-names = The employee’s role and office are shown, not the name.
portal-opened-none = Nobody has opened your file yet.
portal-opened-file-opened = opened the file
portal-opened-request-opened = opened a request
portal-opened-document-opened = opened a document
portal-opened-file-identity-revealed = showed the identity number
portal-older = Earlier

portal-consents = My consents
portal-consents-text = You may agree, or take it back, whenever you wish; it changes nothing in the help you get.
portal-consent-unasked = No answer yet
portal-consent-yes = Agreed
portal-consent-no = Not agreed
portal-consent-give = I agree
portal-consent-decline = I do not agree
portal-consent-declined = Your answer is recorded; it changes nothing in the help you get.
portal-consent-withdraw = Take it back
portal-consent-given = Your consent is recorded.
portal-consent-withdrawn = Your consent was taken back.

portal-papers = My papers
portal-papers-text = Copies of the official documents of your requests, to keep or print.
portal-papers-none = No papers yet.

portal-copy = A copy of my data
portal-copy-title = Copy of a beneficiary’s data
portal-copy-text = A copy of what the association holds about you, to print or keep as a file. It has:
portal-copy-foot = Every copy is recorded; five a day at most.
portal-copy-page = Show to print
portal-copy-json = Download a copy for a computer
portal-copy-code = Code
portal-copy-code-text = First we make sure that it is you: a code goes to your mobile.
portal-copy-code-do = Send the code
portal-copy-code-sent = The code was sent to { $to }
portal-copy-code-again = Please write the code sent to your mobile.
portal-copy-code-resend = Send another code
portal-copy-nothing = Nothing.
portal-copy-person = Person
portal-copy-reach = Contact
portal-copy-household = Household
portal-copy-requests = Requests
portal-copy-replies = Replies
portal-copy-help = Help given
portal-copy-documents = Documents
portal-copy-corrections = Corrections
portal-copy-consents = Consents
portal-copy-messages = Messages
portal-copy-openings = Who opened the file
portal-copy-relation = Relation
portal-copy-age = Age
portal-copy-number = Number
portal-copy-service = Service
portal-copy-state = State
portal-copy-begun = Begun
portal-copy-sent-on = Sent
portal-copy-asked = Asked for
portal-copy-need = Need
portal-copy-letter = Letter
portal-copy-outcome = Reply
portal-copy-amount = Amount
portal-copy-goods = In kind
portal-copy-reasons = Reasons
portal-copy-on = Date
portal-copy-what = What
portal-copy-due = Due
portal-copy-handed = Handed over
portal-copy-kind = Kind
portal-copy-whose = Whose
portal-copy-issued = Issued
portal-copy-expires = Expires
portal-copy-answer = Answer
portal-copy-words = Text

event-portal-reached = Contact preferences changed on the portal
event-portal-consent = A consent changed on the portal
event-portal-copied = A copy of the data was taken
event-portal-question = A question about a request from the portal
event-portal-paper = An official document was opened on the portal
