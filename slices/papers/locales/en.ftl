# Official documents
papers-panel = Official documents
papers-open = Open and print
papers-other-language = In Arabic
papers-save = Download

papers-kind-request-form = Support request form
papers-kind-request-form-blank = Support request form, to fill in
papers-kind-receipt = Receipt for the request
papers-kind-missing-list = List of missing documents
papers-kind-decision = Reply letter
papers-kind-deferral = Notice of deferral
papers-kind-disbursement-order = Order of payment
papers-kind-delivery-receipt = Receipt for help received
papers-kind-file-summary = File summary

# On the paper
papers-number = Number:
papers-corresponding = Corresponding:
papers-attachments = Attachments:
papers-no-attachments = None
papers-pages = Page {"{"}page{"}"} of {"{"}pages{"}"}
papers-both = { $first } ({ $second })
papers-stamp = Stamp
papers-verify = To check this document, scan the code or open the address:
papers-verify-by-code = To check this document, type the code { $code } on the association's confirmation page:
papers-logo-alt = Logo of { $name }
papers-code-alt = Square code that leads to the confirmation page of this document
papers-witness = Witness

papers-request = Request number
papers-filled-on = Filled in on
papers-service = Service
papers-submitted = Submitted on
papers-applicant = Applicant
papers-beneficiary = Beneficiary
papers-full-name = Name as on the identity card
papers-identity = Identity number
papers-birth = Date of birth
papers-mobile = Mobile
papers-second-mobile = Another mobile, and who answers it
papers-address = District and address
papers-file = File number
papers-file-if-any = File number, if there is one
papers-prefers = Preferred way of contact
papers-contact-note = Note on contact
papers-need = Need
papers-need-in-words = The need in the applicant's own words
papers-amount-asked = Amount asked for
papers-goods-asked = What is asked for
papers-dwelling = Dwelling
papers-rent = Yearly rent
papers-means = Dwelling, income and obligations
papers-income = Source of income
papers-income-hint = Write beside each source what it brings in a month; leave what does not apply.
papers-monthly = Amount in a month
papers-no-income = The family has no income
papers-debts = Debts
papers-debts-monthly = Monthly instalment
papers-debts-about = To whom, and what for
papers-no-debts = No debts
papers-household = Household
papers-name = Name
papers-relation = Relation
papers-age = Age
papers-documents = Documents
papers-documents-asked = Documents asked for
papers-document = Document
papers-document-state = State
papers-valid-until = Valid until
papers-when-asked = Of whom, and when
papers-no-documents = This request needs no documents.
papers-declaration = Declaration and signature
papers-withheld = Income, debts and health documents are kept in the file and do not show in this copy.

papers-handed-in = Documents received
papers-none-handed-in = No document came with the request.
papers-object-days = The applicant may object to the reply within { $n ->
    [one] one day
   *[other] { $n } days
 } of its issue.

papers-decision = Decision
papers-amount = Amount
papers-amount-words = Amount in words
papers-goods = Granted
papers-referral-body = Referred to
papers-conditions = Conditions
papers-reasons = Reasons
papers-added = Added
papers-object-until = Objection until
papers-deferred-until = Deferred until
papers-deferral-reason = The study needs more time.

papers-payee = Paid to
papers-by-decision = By letter
papers-iban = Account number (IBAN)
papers-bank = Bank
papers-due = Due on
papers-treasurer = Treasurer
papers-released-on = Released on { $day }
papers-item = Item
papers-quantity = Quantity
papers-way = How it is given
papers-money = Sum of money
papers-goods-n = { $goods } × { $n }
papers-receiver = Received by
papers-receiver-relation = In which capacity
papers-proof = Proof of receipt
papers-remarks = Remarks of the receiver
papers-signed-here = Signed on receipt
papers-deliverer = Handed over by
papers-day-by-hand = .......................

papers-head = Head of household
papers-branch = Branch
papers-file-status = State of the file
papers-since = File opened on
papers-next-review = Next review
papers-categories = Categories
papers-income-class = Income class
papers-requests = Requests
papers-no-requests = No requests in the file.
papers-state = State

# Public confirmation
papers-confirm-title = Check a document
papers-confirm-lead = At the end of every official document of the association is a code to scan with a phone, or to type here.
papers-confirm-code = Confirmation code
papers-confirm-code-hint = Sixteen letters and digits; spaces between them do not matter.
papers-confirm-check = Check
papers-confirm-yes = The association issued this document
papers-confirm-yes-text = Compare the kind, number and date below with the paper; if any of them differs, it is not this one.
papers-confirm-replaced = A newer edition of this document has been issued.
papers-confirm-paper = The document
papers-confirm-kind = Kind
papers-confirm-number = Number
papers-confirm-issued = Issued on
papers-confirm-edition = Edition
papers-confirm-digest = Digest of the file
papers-confirm-digest-text = This is the digest of the file as issued (SHA-256). Whoever holds the file can compare its digest: any change, even of one letter, makes another.
papers-confirm-paste = Digest of the file you have
papers-confirm-compare = Compare
papers-confirm-same = The digests are the same: the file is as issued.
papers-confirm-differs = The digests differ: the file is not as issued, or part of the digest was lost in copying.
papers-confirm-how = How is a digest made?
papers-confirm-how-text = On your own device; the file is sent to nobody. On the command line:
papers-confirm-private = This page shows nobody's name and nothing of what the document says.
papers-confirm-no = No document has this code
papers-confirm-no-text = A letter may differ: type it again as it stands on the paper. If it stays unknown, the association answers on its numbers below.

permission-papers-read = See official documents
permission-papers-read-orders = See orders of payment with account numbers
event-paper-issued = issued an official document
event-paper-numbered = gave an order of payment its number
event-paper-opened = opened an official document
