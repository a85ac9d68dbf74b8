# Applications of people without a file, and corrections
applications-nav = Registrations and corrections
applications-title = Registrations
applications-of = Registration: { $name }
applications-list = People who registered on the portal
applications-by-state = By state
applications-none = No registration is waiting
applications-none-text = Whoever registered on the portal without a known file appears here, until joined to a file or given one.
applications-none-here = Nothing in this state
applications-none-here-text = Another state may be chosen.
applications-show-open = Show what waits
applications-name = Name
applications-branch = Branch
applications-at = Came in
applications-requests = Support requests
applications-state = State
applications-what = Particular
applications-claimed = As the applicant wrote
applications-known = As in the register
applications-claimed-title = What was written
applications-identity = Identity number
applications-birth = Birth date
applications-sex = Sex
applications-mobile = Mobile
applications-mobile-confirmed = Mobile (confirmed by code)
applications-place = Residence
applications-categories = Category
applications-draft = Draft file
applications-documents = Documents attached
applications-members = Members of the household
applications-no-request = No support request begun yet.
applications-years = { $n ->
    [0] less than a year
    [one] one year
   *[other] { $n } years
  }
applications-score = likeness { $n } of 100
applications-likely = Who may it be?
applications-nobody = Nobody in the register resembles this person by number, mobile or name.
applications-same = same
applications-differs = differs
applications-file = File
applications-no-file = Known to the register, without an open file.
applications-elsewhere = Registered at another office
applications-elsewhere-text = The number written belongs to a beneficiary of another office. Please agree with that office, or pass the registration to the manager, who can join it.
applications-outcome = Outcome
applications-join = It is this person
applications-join-do = Join to this file
applications-join-text = Support requests, documents, contacts, messages and representatives go to this person’s file; the draft is closed.
applications-join-reason = How do we know it is the same person?
applications-join-tip = For example: the original identity card was compared at the office.
applications-take-mobile = Add the confirmed mobile to this person’s numbers
applications-take-mobile-hint = With this number one signs in and sees the file: add it only when it was verified.
applications-add-members = Add those of the household who are not in the file
applications-add-members-hint = Whoever is in the file already is not repeated.
applications-new = A new beneficiary
applications-new-text = The draft becomes an ordinary file, and the identity number is written to its owner.
applications-new-do = Give a file
applications-refuse = Decline the registration
applications-refuse-text = The draft is closed and its open requests end; the applicant reads the reason.
applications-refuse-do = Confirm declining
applications-refuse-reason = The reason, as the applicant will read it
applications-refuse-tip = Clear and kind, with what can be done instead.
applications-made-new = The file is open. A message will tell the applicant; if it cannot arrive, it appears on your desk to be told.
applications-joined = Joined to the file. A message will tell the applicant; if it cannot arrive, it appears on your desk to be told.
applications-refused = Declined; the reason stands on the portal. A message will tell the applicant; if it cannot arrive, it appears on your desk to be told.
applications-untold = To be told
applications-to-tell = Tell the applicant
applications-to-tell-text = No message has arrived yet. Please tell the applicant what came of it, then write that down here.
applications-told-by = How was it told?
applications-told-do = Write it down
applications-told = Written down.
applications-message-closed = Told already: { $how }
applications-told-how = Told of the outcome
applications-on-its-way = The message about the outcome is on its way.
applications-to-joined = Open the file it was joined to
applications-panel = Registration and corrections
applications-panel-applied = Registered on the portal
applications-unmatched = Whose file this is, is not known yet. No request of it is verified before the registration is decided.

applications-corrections = Corrections
applications-corrections-list = What people asked to have corrected
applications-corrections-none = No correction is waiting
applications-corrections-none-text = What people ask to have corrected in their data appears here, the nearest date first.
applications-correction-of = Correction: { $field }
applications-correction-title = Correction of { $field }: { $name }
applications-overdue = Late
applications-overdue-n = { $n ->
    [0] No correction is late
    [one] One correction is past the legal period. Please answer it today.
   *[other] { $n } corrections are past the legal period. Please answer them today.
  }
applications-left-n = { $n ->
    [0] last day today
    [one] one day left
   *[other] { $n } days left
  }
applications-late-n = { $n ->
    [one] one day late
   *[other] { $n } days late
  }
applications-due = Answer before
applications-field = What is to be corrected
applications-is-now = It says now
applications-should-be = It should be
applications-why = Why
applications-proof = Attached document
applications-asked = What was asked
applications-answer = Answer
applications-answer-text = If accepted, the file is edited first; then the correction is closed here.
applications-edit-file = Edit the file
applications-edit-back = After saving, the file’s page appears; under “Registration and corrections” it links back to this one.
applications-unchanged = The file has not changed since this was asked.
applications-accept = Corrected in the file
applications-accept-do = Close the correction
applications-accept-words = A word to the person
applications-accept-tip = Read on the portal.
applications-not-accept = Decline the correction
applications-not-accept-do = Confirm declining
applications-not-accept-words = The reason, as the person will read it
applications-not-accept-tip = With what is needed for it to be accepted.
applications-answered = Answered; the answer stands on the portal. A message goes out where there is a way for one.
applications-clock-title = Legal period
applications-clock = Thirty days to answer
applications-clock-note = Until { $date }
applications-whose-title = Whose data
applications-whose = Whose data
applications-asker = Who asked

choice-application-open = Waiting
choice-application-made-new = Given a file
choice-application-joined = Joined to a file
choice-application-refused = Declined
choice-application-why-identity = same identity number
choice-application-why-mobile = same mobile
choice-application-why-name = same name
choice-application-why-near-name = similar name
choice-application-why-birth = same birth date
choice-application-why-birth-year = same birth year
choice-correction-open = Waiting
choice-correction-accepted = Corrected
choice-correction-refused = Declined
choice-correction-field-name = Name
choice-correction-field-identity = Identity number
choice-correction-field-birth = Birth date
choice-correction-field-sex = Sex
choice-correction-field-mobile = Mobile
choice-correction-field-address = Residence and address
choice-correction-field-members = Members of the household
choice-correction-field-income = Income
choice-correction-field-iban = Bank account
choice-correction-field-categories = Category
choice-correction-field-other = Something else

permission-application-read = Read registrations and corrections
permission-application-decide = Decide registrations and corrections
event-application-begin = Registered on the portal
event-application-make-new = A registration was given a file
event-application-join = A registration was joined to a file
event-application-refuse = A registration was declined
event-application-told = The applicant was told the outcome
event-application-opened = A registration was read
event-correction-ask = A correction was asked for
event-correction-answer = A correction was answered
event-correction-opened = A correction was read
refusal-claim_taken = The identity number written for { $name } is another person’s already. Please check the number, or join the registration to its owner’s file.
refusal-join_not_open = That file is closed or undecided itself; nothing can be joined to it.
refusal-correction_many = Many corrections of yours are waiting. Please wait for their answers first.
conflict-application_told = That it was told was written down a moment ago.
conflict-application_decided = This registration was decided a moment ago.
conflict-correction_answered = This correction was answered a moment ago.
