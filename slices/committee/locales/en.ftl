# Words of the research committee: sittings, members, votes, decisions, minutes
committee-nav = Research committee
committee-title = Research committee
committee-members = Committee members
committee-settings = Committee rules
committee-new-sitting = Call a sitting
committee-open-sittings = Open sittings
committee-open-none = No sitting is open now.
committee-day-come = its day has come
committee-waiting = Waiting for the committee
committee-waiting-more = The rest are in the list of requests
committee-waiting-none-title = Nothing waits for the committee
committee-waiting-none-text = A request appears here when it is raised, after the waiting time was explained to the beneficiary.
committee-past = Past sittings
committee-past-none = No sitting was closed yet.
committee-order-note = Ordered by seniority of raising.
committee-col-applicant = Beneficiary
committee-col-service = Service
committee-col-state = State
committee-col-age = Since raising
committee-col-floor = No reply before
committee-col-sitting = Sitting
committee-col-day = Day
committee-col-items = Items
committee-col-minutes = Minutes
committee-col-item = Item
committee-col-result = What came of it
committee-col-action = Action
committee-on-agenda = on an agenda
committee-floor-passed = reply is now due
committee-deferred-until = deferred until { $day }
committee-place-n = place { $n } in the waiting list
committee-days-n = { $n ->
    [0] today
    [one] one day
   *[other] { $n } days
}
committee-items-n = { $n ->
    [0] no items
    [one] one item
   *[other] { $n } items
}
committee-members-n = { $n ->
    [0] size not given
    [one] one person
   *[other] { $n } people
}
committee-present-n = { $n ->
    [0] nobody with a vote was present
    [one] one member with a vote was present
   *[other] { $n } members with a vote were present
}
committee-sitting-numbered = Sitting { $n } of { $year } AH
committee-sitting-of-day = Sitting of { $day }
committee-no-members-title = The committee is not formed yet
committee-no-members-text = Work begins with naming a chair and members on the members page.

committee-when-where = When and where
committee-held-on = Day
committee-place = Place
committee-place-hint = The meeting room, or remotely.
committee-chair-of-sitting = Who presides
committee-chair-hint = The committee's chair, or the member who stands in.
committee-agenda = Agenda
committee-choose-items = Items to lay before this sitting
committee-candidates-none = Every request is on the agenda of an open sitting.
committee-call-sitting = Save the sitting
committee-sitting-called = The sitting is called.
committee-agenda-none-title = The agenda is empty
committee-agenda-none-text = Nothing lies before this sitting.
committee-agenda-saved = The agenda is saved.
committee-add-items = Add items
committee-remove-item = Take off the agenda
committee-hidden-item = Item hidden for a conflict of interest
committee-secretary-is = Secretary:
committee-presides = presides
committee-presides-is = presided by
committee-quorum-n = { $n } present without a conflict, { $needed } needed
committee-attendance = Attendance
committee-save-attendance = Save attendance
committee-attendance-saved = Attendance is saved.
committee-close-sitting = Close the sitting
committee-close-text = The minutes take their number at closing, and the sitting cannot be changed after. What was not settled stays for a later sitting.
committee-close-button = Close the sitting and number its minutes
committee-closed = closed
committee-sitting-closed = The sitting is closed and its minutes numbered.

committee-conflict-first = Conflict of interest, before the file opens
committee-conflict-first-text = Is there kinship or interest between you and the applicant or whoever gains by the decision? To say so is a trust; whoever says so steps aside for this item alone.
committee-request-number = Request number
committee-no-conflict = I have none, open the file
committee-no-conflict-saved = Your word is recorded and the file is open to you.
committee-declare = Declare a conflict
committee-declare-button = Record the conflict and step aside
committee-declare-hint = The item is then hidden from you, and you are out of its quorum and vote.
committee-conflict-reason = What the conflict is
committee-conflict-saved = The conflict is recorded.
committee-conflicts = Conflict of interest
committee-conflict-text = The file is hidden from a member with a conflict, who is out of the item's quorum and vote.
committee-note-conflict = Record a conflict a member declared
committee-note-conflict-button = Record the conflict
committee-decision-latest = The decision after the objection
committee-decision-earlier = The earlier decision, objected to
committee-withdraw-conflict = Take back a conflict recorded by mistake
committee-withdraw-conflict-button = Take it back, the member returns
committee-withdraw-conflict-why = How the mistake came about
committee-conflict-withdrawn = Taken back. The member counts again in this item's quorum and vote.
committee-member = Member
committee-conflicts-and-votes = Conflicts and votes
committee-no-conflict-known = no conflict
committee-verifier-out = verified the documents, so does not vote
committee-recused = recused
committee-vote-of = Vote of { $name }
committee-vote-note-of = Note of { $name }
committee-vote-note = Note
committee-vote-none = no vote
committee-save-votes = Save the votes
committee-votes-saved = The votes are saved.
committee-case = The case in short
committee-whole-request = The whole request
committee-declaration-signed = declaration signed
committee-promise-explained = waiting time explained
committee-asked = Asked for
committee-asked-goods = Goods asked for
committee-household = Household
committee-household-members = Members of the household
committee-dwelling = Dwelling
committee-class = Proposed income class
committee-rent = Yearly rent
committee-debts = Debts
committee-need = The need:
committee-documents-n = { $n ->
    [one] One document with the request
   *[other] { $n } documents with the request
}
committee-recommendation = Social research recommends:
committee-study = Social research
committee-whole-study = The whole study
committee-study-signed = signed by the researcher
committee-study-unsigned = not signed yet
committee-study-findings = Found
committee-study-needs = Needs
committee-study-evaluation = Evaluation
committee-decision = Decision of the committee
committee-outcome = Decision
committee-amount = Amount granted
committee-amount-hint = The service's ceiling is { $ceiling } SAR.
committee-goods = Goods granted
committee-goods-n = Goods { $n }
committee-quantity-n = Quantity { $n }
committee-conditions = Conditions
committee-conditions-hint = Such as payment straight to the landlord.
committee-referral-body = Body referred to
committee-referral-hint = Its name as the beneficiary will look for it.
committee-reasons = Reason
committee-reasons-as-read = Reason, as the beneficiary will read it
committee-reasons-hint = In words the beneficiary understands, however short. No decision goes without a reason.
committee-floor-text = The decision is kept, and no reply goes out before
committee-floor-note = Beneficiary relations tells the person; until then the decision stays within the committee.
committee-floor-reached-text = The reply has been due since
committee-record-decision = Record the decision
committee-outcome-saved = The decision is recorded and waits for the chair.
committee-withdraw = Take the recorded decision back
committee-outcome-withdrawn = The recorded decision is taken back; the item is open again.
committee-not-confirmed = waits for the chair
committee-recorded-by = Recorded by
committee-confirmed-by = Confirmed by
committee-by-delegate = as delegate
committee-other-turns = Something else
committee-defer = Defer to a day
committee-defer-until = Until
committee-defer-why = Why it is deferred
committee-defer-button = Defer the request
committee-deferred = The request is deferred.
committee-waitlist = Put on the waiting list
committee-waitlist-place = Place
committee-waitlist-note = Note for the list
committee-waitlist-button = Put on the list
committee-waitlisted = The request is on the waiting list.
committee-return = Send back to social research
committee-return-note = What the researcher is to do
committee-return-button = Send back to research
committee-returned = The request is back in social research.

committee-go-confirm = Confirm the decision
committee-confirm-title = Confirming the committee's decision
committee-confirm-by-password = Confirm by password
committee-confirm-text = Confirming puts the decision into force. It states that what is recorded is what the sitting decided, and that whoever confirms has no conflict in it.
committee-password = Password
committee-confirm-button = Confirm and sign the decision
committee-confirmed = The decision is confirmed and will be told in its time.

committee-delegate-title = Decide as delegate
committee-delegate-button = Record and confirm the decision
committee-delegate = Delegate for small requests
committee-delegate-text = The delegate decides alone below the amount, where the service allows it. Nobody names himself.
committee-delegate-who = Delegate
committee-delegate-nobody = Nobody
committee-delegate-below = Decides below
committee-save-delegate = Save the delegate

committee-reopen-title = Taking the decision up again
committee-reopen-propose = Propose taking it up again
committee-reopen-proposal = A proposal to take it up again
committee-new-fact = What is new
committee-new-fact-hint = Something the committee did not know when it decided.
committee-proposed-by = Proposed by
committee-reopen-confirm = Confirm taking it up again
committee-reopen-confirm-text = Confirming sets the earlier decision aside, and the request lies before the committee again.
committee-reopen-waits = The proposal waits for the chair.
committee-reopen-proposed = The proposal is saved and waits for the chair.
committee-reopened = The request lies before the committee again.

committee-minutes = Minutes
committee-minutes-title = Minutes of the research committee
committee-minutes-draft = The sitting is not closed yet: this is what was recorded so far; the minutes are numbered at closing.
committee-minutes-held = The sitting was held on
committee-minutes-absent = Not present:
committee-minutes-items = The items
committee-minutes-conflicts = Stepped aside:
committee-minutes-signatures = Signatures
committee-minutes-sign-here = Signature
committee-letter-number = No.:
committee-until = until
committee-told-after-reply = The decision shows once the beneficiary has been told.

committee-position = Position
committee-position-hint = The secretary records and does not vote.
committee-employee = Employee
committee-from = From
committee-to = Until
committee-term-runs = running
committee-member-now = now
committee-add-member = Name a member
committee-end-term = End the term today
committee-end-term-text = Today is the last day of { $name } as a member; from tomorrow he is called to no sitting and counts in no quorum.
committee-end-term-button = Confirm the end
committee-member-added = The member is named.
committee-member-ended = The term is ended.
committee-settings-text = Rules hold for sittings called after they are saved; earlier ones keep theirs.
committee-settings-hint = Quorum, majority, ties, and the delegate for small requests.
committee-members-hint = Who presides, votes and records, and for how long.
committee-rules = Quorum and majority
committee-quorum = Quorum
committee-quorum-hint = Counted of all members with a vote; a member with a conflict never counts.
committee-quorum-number = At least
committee-majority = Majority
committee-tie = In a tie
committee-save-rules = Save the rules
committee-settings-saved = The rules are saved.

choice-committee-position-chair = Chair
choice-committee-position-member = Member
choice-committee-position-secretary = Secretary
choice-committee-attendance-present = present
choice-committee-attendance-excused = excused
choice-committee-attendance-absent = absent
choice-committee-result-none = before the sitting
choice-committee-result-recorded = waits for the chair
choice-committee-result-decided = decided
choice-committee-result-deferred = deferred
choice-committee-result-waiting = on the waiting list
choice-committee-result-returned = back in research
choice-committee-conflict-declared = declared a conflict
choice-committee-conflict-noted = conflict noted by the secretary
choice-committee-conflict-register = of the beneficiary's household by the register
choice-committee-vote-accept = accept
choice-committee-vote-refuse = refuse
choice-committee-vote-refer = refer
choice-committee-vote-abstain = abstain
choice-committee-outcome-accept = Accept
choice-committee-outcome-accept-part = Accept in part
choice-committee-outcome-refuse = Refuse
choice-committee-outcome-refer = Refer to another body
choice-committee-quorum-majority = More than half of the members
choice-committee-quorum-at-least = A set number of members
choice-committee-majority-more-than-half = More than half of the votes
choice-committee-majority-most-votes = More votes than any other choice
choice-committee-tie-chair-decides = The chair's side prevails
choice-committee-tie-undecided = No decision; the item is deferred
choice-committee-work-confirm = Confirm the decision
choice-committee-work-confirm-reopening = Confirm taking it up again
choice-committee-work-record = Record what was decided
choice-committee-work-deferral-due = Its deferral is over
choice-committee-work-no-sitting = Put on an agenda
choice-committee-work-delegate = Decide the request

permission-committee-read = See the committee and its sittings
permission-committee-sit = Call and keep sittings
permission-committee-vote-record = Record votes
permission-committee-declare = Declare a conflict of interest
permission-committee-manage = Manage members and rules
event-committee-member-added = Committee member named
event-committee-member-ended = Committee term ended
event-committee-settings = Committee rules changed
event-committee-delegate = Delegate changed
event-committee-vote-record = Votes recorded
event-sitting-called = Sitting called
event-sitting-agenda = Agenda changed
event-sitting-attendance = Attendance recorded
event-sitting-conflict = Conflict of interest recorded
event-sitting-conflict-withdrawn = Conflict of interest taken back
event-sitting-no-conflict = No conflict stated
event-sitting-closed = Sitting closed
event-request-decision-recorded = Decision recorded
event-request-decision-withdrawn = Recorded decision taken back
event-request-decided-by-delegate = Decided by the delegate
event-request-reopen-proposed = Taking up again proposed

error-committee_already_member = This employee has a term in the same time.
error-committee_chair_taken = The committee has a chair in this time. Please end that term first.
error-committee_term_order = The end is before the beginning.
error-committee_self_delegate = Nobody names himself delegate. Another who may does it.
error-committee_no_members = Nobody with a vote is a member on this day.
error-committee_amount_needed = Accepting needs an amount.
error-committee_above_ceiling = The amount is above the service's ceiling of { $ceiling } SAR.
error-committee_goods_needed = Accepting needs goods and their quantity.
error-committee_above_quantity = The quantity is above the service's ceiling of { $ceiling }.
error-committee_until_past = Please choose a day after today.
error-committee_place_taken = Another request has this place.

refusal-not_present_member = Only members present with a vote can vote and confirm.
refusal-no_majority = No choice has its majority.
refusal-tie = The votes are equal and the chair's vote breaks no tie. The item can be deferred or voted again.
refusal-not_the_votes = The outcome written is not what the votes say.
refusal-chair_confirms = The sitting's chair is present, so confirming is the chair's.
refusal-sitting_closed = This sitting is closed and cannot be changed.
refusal-confirmations_open = { $n ->
    [one] One decision still waits for the chair before closing.
   *[other] { $n } decisions still wait for the chair before closing.
}
refusal-attendance_missing = No member's attendance is recorded yet.
refusal-decision_recorded = A recorded decision waits for confirmation. Take it back first if it must change.
refusal-item_done = The sitting is done with this item.
refusal-nothing_recorded = No recorded decision waits for confirmation.
refusal-conflict_in_register = The kinship stands in the register of beneficiaries; correct it there if it is wrong.
refusal-only_himself = A member declares his own conflict; the secretary records what others declared.
refusal-on_agenda = The request is on the agenda of an open sitting, which decides it.
refusal-reopening_proposed = Taking this decision up again was proposed before.
refusal-reopening_missing = No proposal waits for confirmation.
