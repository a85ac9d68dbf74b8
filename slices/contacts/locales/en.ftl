# Contacts with beneficiaries over every channel
contacts-nav = Contacts
contacts-title = Contacts
contacts-new = Log a contact
contacts-list = Contact log
contacts-all = All
contacts-by-channel = Channel
contacts-by-outcome = Outcome
contacts-none = No contact logged yet
contacts-none-text = Interviews, calls and messages over every channel appear here, newest first.
contacts-none-here = Nothing matches this choice
contacts-none-here-text = Another channel or outcome can be chosen.
contacts-show-all = Show all
contacts-none-file = No contact with this household yet
contacts-none-file-text = Each call or visit is logged once, so nobody is asked again for what was already said.
contacts-one-history = One history for all channels.
contacts-nothing-yet = What was said is not written yet.
contacts-waiting-n = { $n ->
    [0] Nobody waiting
    [one] One visitor here
   *[other] { $n } visitors here
  }
contacts-waited-n = { $n ->
    [0] no wait
    [one] waited a minute
   *[other] waited { $n } minutes
  }
contacts-served-n = { $n ->
    [0] under a minute given
    [one] a minute given
   *[other] { $n } minutes given
  }

contacts-waiting = Visitors now
contacts-at-door = Waiting
contacts-being-served = Being served
contacts-nobody = Nobody is waiting
contacts-nobody-text = When a visitor comes the arrival is logged, so that the wait and the order are known.
contacts-nobody-served = Nobody is being served now.
contacts-begin = Begin
contacts-left = Has left
contacts-left-noted = Noted that the visitor left; a call back is owed.
contacts-left-text = The visitor left before being received. Please call back and write what was said.
contacts-came = Came
contacts-began = Service began
contacts-with = With
contacts-open = Continue
contacts-waiting-text = Waiting in the office. The talk begins when the visitor is received.

contacts-who = Who is it?
contacts-find = Find the beneficiary
contacts-find-hint = Name, identity number, mobile or file number.
contacts-unknown = Has no file
contacts-hits = Found
contacts-member = member
contacts-more = There are more than shown; a longer name narrows them.
contacts-not-found = No file found
contacts-not-found-text = The contact can be logged with a name and mobile, and tied to a file once there is one.
contacts-not-found-tie = Please try another name or the identity number.
contacts-elsewhere = Whoever bears this number is registered at another branch.
contacts-tie = Tie to a file

contacts-person = The person
contacts-name = Name
contacts-name-hint = As given.
contacts-mobile = Mobile
contacts-file-elsewhere = The file is outside what you may see.
contacts-visitor = Here in the office now
contacts-visitor-text = The wait is measured from this moment. The talk takes the time it needs.
contacts-serve = Begin now
contacts-arrive = Log the arrival
contacts-talk = What was said
contacts-channel = Channel
contacts-direction = Who began
contacts-asked = Question or need
contacts-asked-hint = In their own words where possible.
contacts-answered = Answer
contacts-answered-hint = What was said and promised.
contacts-outcome = Outcome
contacts-outcome-hint = Follows from what is written if not chosen.
contacts-outcome-natural = As written
contacts-times = Time
contacts-day = Day
contacts-arrived-at = Arrival or beginning
contacts-called-at = Service began
contacts-called-hint = For an interview: when received.
contacts-ended-at = End
contacts-time-hint = Such as 09:30
contacts-ended-hint = Leave empty if not known.
contacts-save = Save the contact
contacts-end = End the talk
contacts-keep = Save what is written
contacts-arrived = The arrival was logged.
contacts-begun = The talk has begun.
contacts-logged = The contact was logged.
contacts-ended = The talk has ended; its time is kept.
contacts-saved = The contact was saved.
contacts-known = What we know
contacts-before = Before contact
contacts-file = File
contacts-household = Household
contacts-household-n = { $n ->
    [one] one person
   *[other] { $n } people
  }
contacts-preferred = Preferred channel
contacts-last = Last contacts
contacts-record = Record
contacts-by-itself = A WhatsApp message
contacts-by = Came by
contacts-employee = Employee
contacts-minutes = Measured time
contacts-answered-on = Answered

choice-channel-interview = Interview
choice-channel-phone = Phone calls
choice-channel-social-media = Social media
choice-channel-letters = Letters
choice-channel-aid-request = Help-request services
choice-channel-volunteering = Volunteering service
choice-channel-website = Website
choice-channel-delegates = Branch-office delegates
choice-direction-in = They came to us
choice-direction-out = We went to them
choice-contact-outcome-open = Open
choice-contact-outcome-answered = Answered
choice-contact-outcome-needs-reply = Awaits a reply
choice-contact-stage-waiting = Waiting
choice-contact-stage-in-service = Being served
choice-contact-stage-done = Over
choice-contact-stage-left = Left before being received

permission-contact-log = Log contacts
permission-contact-read = Read the contact log
event-contact-log = Contact logged
event-contact-arrive = Visitor arrived
event-contact-begin = Talk begun
event-contact-end = Talk ended
event-contact-left = Visitor left before being received
event-contact-change = Contact changed
event-contact-came = A message came in
event-contact-opened = Contact read

error-contact_name = Please give the person's name.
error-contact_channel = Please choose the channel.
error-contact_words = Please write the question or the answer, however short.
error-contact_text_long = The text is longer than { $n } characters.
error-contact_day = Please give the whole date.
error-contact_time = A time is an hour and a minute, such as 09:30.
error-contact_future = This time has not come yet.
error-contact_called_before = The talk begins after the arrival.
error-contact_ended_before = The end comes after the beginning.
refusal-contact_not_waiting = This visitor is no longer waiting; a colleague may have received them.
refusal-contact_not_in_service = This talk is not under way. Please open its page again.
