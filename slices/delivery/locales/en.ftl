# Delivery
delivery-nav = Delivery
delivery-title = Delivery
delivery-views = Lists of delivery
delivery-branch = Branch
delivery-every-branch = Every branch
delivery-view-plan = To be planned
delivery-view-planned = Waiting for release
delivery-view-released = To be handed over
delivery-view-handed = Handed over
delivery-view-closed = Closed undelivered
delivery-none-plan = No request is waiting to be planned
delivery-none-plan-text = Accepted requests arrive here once they are registered.
delivery-none-planned = Nothing waits for release
delivery-none-planned-text = Amounts and goods that were planned wait here for the treasurer.
delivery-none-released = Nothing waits to be handed over
delivery-none-released-text = What was released shows here until it is handed over with proof.
delivery-none-handed = Nothing was handed over yet
delivery-none-handed-text = Everything handed over is kept here with its proof.
delivery-none-closed = Nothing was closed undelivered
delivery-none-closed-text = What could not be handed over is kept here with its reason.
delivery-person = Beneficiary
delivery-file = File number
delivery-request = Request
delivery-service = Service
delivery-what = What is given
delivery-due = Due
delivery-registered = Registered on
delivery-state = State
delivery-act = Action
delivery-late = Overdue
delivery-goods-n = { $goods } × { $n }

# Planning
delivery-plan = Plan what was granted
delivery-granted = Granted
delivery-left = Not planned yet
delivery-conditions = Conditions of the decision
delivery-all-planned = Everything granted to this request is planned.
delivery-money = Money
delivery-amount = Amount to plan
delivery-amount-hint = At most what is not planned yet.
delivery-months = Monthly payments
delivery-months-hint = The amount is divided equally. Write ⁦1⁩ for a single payment.
delivery-first-due = First payment due
delivery-how = Way
delivery-note = Note
delivery-note-hint = For example: paid to the landlord directly.
delivery-plan-money = Plan the amount
delivery-goods = Goods
delivery-goods-kind = Goods
delivery-quantity = Quantity
delivery-plan-goods = Plan the goods
delivery-planned = Added to the plan; it waits for the treasurer.

# Release and hand-over
delivery-release = Release
delivery-released = Released; it can be handed over now.
delivery-hand = Hand over
delivery-receiver = Receiver
delivery-receiver-name = Receiver's name
delivery-receiver-hint = As on the identity card.
delivery-relation = In what capacity
delivery-proof = Proof of receipt
delivery-proof-ask = What shows that it was received?
delivery-proof-hint = Nothing is handed over without proof. Photos show goods, never people.
delivery-sign = Receiver's signature
delivery-sign-hint = I received the above in full.
delivery-scan = Picture of the receipt or the goods
delivery-scan-hint = The receipt of the transfer or cheque, or the goods in their place with nobody in view.
delivery-hand-button = Record the hand-over
delivery-handed = The hand-over is recorded with its proof.
delivery-handed-sum = Handed over
delivery-handed-at = Handed over on
delivery-handed-by = Handed over by
delivery-share = ⁦{ $n }%⁩ of the amount granted was handed over
delivery-no-lines = Nothing is planned yet.
delivery-next-plan = Registration is complete; what was granted is to be planned, with days and ways.
delivery-next-rest = What was planned is handed over; part of what was granted is not planned yet.
delivery-next-more = { $n ->
    [one] One more line after it waits for the same.
   *[other] { $n } more lines after it wait for the same.
}
delivery-with-treasurer = the treasurer

# Closing and finishing
delivery-close = Close undelivered
delivery-close-text = This line will not be handed over, and what is in it can be planned again. The reason is listed among the exceptions.
delivery-close-reason = Why it is not handed over
delivery-close-hint = For example: the beneficiary declined, or the family moved away.
delivery-closed = The line is closed undelivered and its reason kept.
delivery-finish = Finish the delivery
delivery-still-open = Some lines are neither handed over nor closed. The delivery can be finished after them.
delivery-finish-text = Every planned line was handed over, or closed with its reason. The request becomes complete.
delivery-rest = Granted and never planned
delivery-rest-reason = Why the rest is left
delivery-rest-hint = More was granted than was planned, so a reason is needed.
delivery-finish-button = Finish and complete the request
delivery-finished = The delivery is complete.

# Receipt
delivery-receipt = Receipt
delivery-receipt-text = I received from the association what is stated below, and sign for it.
delivery-digest = Fingerprint of the proof:
delivery-sign-here = Signature or thumbprint

choice-delivery-way-transfer = Bank transfer
choice-delivery-way-cheque = Cheque
choice-delivery-way-cash = Cash
choice-delivery-way-voucher = Shopping voucher
choice-delivery-way-in-kind = Brought to the family
choice-delivery-way-pickup = Picked up at the association's office
choice-delivery-proof-signature = Receiver's signature
choice-delivery-proof-receipt-scan = Picture of the receipt
choice-delivery-proof-photo-of-goods = Photo of the goods
choice-delivery-receiver-self = The beneficiary
choice-delivery-receiver-household = One of the household
choice-delivery-receiver-representative = Representative or guardian
choice-delivery-receiver-provider = Somebody paid on their behalf
choice-delivery-state-planned = Waiting for release
choice-delivery-state-released = To be handed over
choice-delivery-state-handed = Handed over
choice-delivery-state-closed = Closed undelivered

permission-delivery-read = See deliveries
permission-delivery-plan = Plan what was granted
permission-delivery-release = Release money and goods
permission-delivery-hand = Hand over with proof
permission-delivery-close = Close lines undelivered

event-delivery-plan = Delivery was planned
event-delivery-release = A line was released
event-delivery-hand = A line was handed over with proof
event-delivery-close = A line was closed undelivered
event-delivery-opened = A proof of receipt was opened

error-months = Monthly payments are between ⁦1⁩ and ⁦{ $n }⁩.
error-due_year_only = Please write the whole date.
error-more_than_left = Less than this is left to plan; how much is said at the top of the page.
error-proof_missing = A hand-over is not recorded without proof: a signature or a picture.
refusal-delivery_not_open = Nothing is delivered on this request now: it is not registered yet, or it has ended.
refusal-delivery_way = The way chosen does not suit what is given.
refusal-line_not_planned = This line does not wait for release.
refusal-line_not_released = The treasurer has not released this line yet, or it is done.
refusal-line_settled = This line was settled before.
refusal-proof_does_not_fit = This proof does not suit what is handed over.

# What the beneficiary says of the help
delivery-checks = What did not arrive as it should
delivery-checks-list = To be looked into
delivery-checks-none = Nothing is waiting
delivery-checks-none-text = What people say did not reach them, or reached them with an issue, appears here.
delivery-check = An issue with a delivery
delivery-check-said = What the beneficiary said
delivery-check-words = In his words
delivery-check-by = Written by
delivery-check-at = On
delivery-check-look = Look into it
delivery-check-found = What was found and done
delivery-check-found-hint = Kept with the delivery; the beneficiary reads it on the portal.
delivery-check-settle = Close
delivery-check-settled = What was found is kept.
delivery-check-done = What was found
choice-delivery-receipt-received = I received it
choice-delivery-receipt-not-received = I did not receive it
choice-delivery-receipt-issues = I received it, but something is missing or faulty
choice-delivery-receipt-said-received = Confirmed by the beneficiary
choice-delivery-receipt-said-not-received = Said not to have arrived
choice-delivery-receipt-said-issues = Arrived with an issue
permission-delivery-look-into = Look into what did not arrive as it should
event-delivery-receipt-said = The beneficiary said what reached him
event-delivery-receipt-settled = An issue with a delivery was looked into
refusal-receipt_not_yet = This was not released yet. Please confirm once it is.
