desk-nav = My desk
desk-title = My desk
desk-good-morning = Good morning, { $name }
desk-good-evening = Good evening, { $name }
desk-summary = { $n ->
    [0] Nothing waits for you now.
    [one] One thing waits for you; the rest is with others.
   *[other] { $n } things wait for you; the rest is with others.
  }
desk-new-file = New beneficiary
desk-log-contact = Log a contact
desk-today = Needs you today
desk-today-none = No request waits for you
desk-today-none-text = What comes in appears here, most urgent first.
desk-rooms = Other work of your role
desk-others = Waiting on the beneficiary or a colleague
desk-committee = With the research committee: running clocks
desk-floor-note = The clock is a floor set by the policy: no reply goes out before it, and it is not a deadline.
desk-no-reply-before = No reply before { $day }
desk-floor-passed = Reply due since { $day }
desk-since = since { $day }
desk-open = Open
desk-nothing = Nothing on your desk
desk-nothing-text = What concerns your role appears here when it reaches you.
desk-contacts = Contacts today
desk-all = All
desk-at-the-door = At reception now
desk-open-contacts = Waiting for an answer
desk-unknown-person = A visitor whose name was not taken
desk-room-committee = Research committee
desk-question = A question referred to social research
desk-answer = Write the answer
desk-study = A case study being written
desk-study-write = Write the study
desk-to-assign = Waiting for a researcher
desk-assign = Assign
desk-lines-n = { $n } lines
desk-to-plan = To be planned
desk-plan = Plan
desk-to-release = Waiting for release
desk-release = Release
desk-to-hand = Released, waiting for hand-over
desk-hand = Hand over
desk-search = Search
desk-search-for = Results for “{ $q }”
desk-search-label = Name or number
desk-search-hint = Part of a name in any spelling, or an identity, mobile, file or request number.
desk-search-button = Search
desk-search-requests = Requests
desk-search-files = Files
desk-search-none = Nothing found
desk-search-none-hint = Try the father's or family name alone, or the whole identity number.
desk-search-not-yours = Searching the records is not part of your role.
desk-notices = For you
desk-seen = Seen
desk-doors = Also waiting for you
desk-door-untold = { $n ->
    [one] Registration to tell of
   *[other] Registrations to tell of
}
desk-door-applications = { $n ->
    [one] Registration
   *[other] Registrations
}
desk-door-corrections = { $n ->
    [one] Correction
   *[other] Corrections
}
desk-door-receipts = { $n ->
    [one] Delivery that went wrong
   *[other] Deliveries that went wrong
}
desk-door-representatives = { $n ->
    [one] Representative to check
   *[other] Representatives to check
}
desk-door-letters = { $n ->
    [one] Letter with you
   *[other] Letters with you
}
desk-door-messages = { $n ->
    [one] Message that failed
   *[other] Messages that failed
}
