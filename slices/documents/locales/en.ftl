# Documents of a file, their scans and checks
documents-title = Documents
documents-new = Add a document
documents-save = Save
documents-open = Open
documents-none = No documents in this file
documents-none-text = A document is added once and serves every request for as long as it is valid.
documents-ask-once = What is here and valid is not asked for again.
documents-withheld = Withheld: needs a permission of its own
documents-hidden = Withheld
documents-sensitive = Restricted
documents-of-household = The whole household
documents-former-member = no longer in the household
documents-scans-n = { $n ->
    [0] no scan
    [one] one scan
   *[other] { $n } scans
  }
documents-valid = Valid
documents-valid-soon = Ends soon
documents-valid-ended = Expired
documents-valid-unknown = Date not known
documents-until = Accepted until { $date }
documents-ended-on = Ended on { $date }
documents-lasting = Does not expire
documents-unchecked = Not checked yet
documents-or = {" "}or{" "}
documents-and = {" "}and{" "}

documents-renew = Renew
documents-renew-text = This document takes the place of the earlier one of its kind, which is kept for reference.
documents-edit = Edit the details
documents-edit-voids = { $n ->
    [one] This document has one check, which will not count once its details change.
   *[other] This document has { $n } checks, which will not count once its details change.
  }
documents-scans-again = The scans were not kept with these remarks. Please choose them again before saving.
documents-in-file = Beneficiary file
documents-what = The document
documents-type = Kind of document
documents-whose = Whose document
documents-number = Document number
documents-number-hint = As printed on the original.
documents-issuer = Issuer
documents-issuer-hint = The court, department or company that issued it.
documents-issued = Date of issue
documents-expires = Expiry date
documents-asks = What this kind asks for
documents-asks-number = The document's number.
documents-asks-expiry = Its expiry date, after which it is not accepted.
documents-asks-issue = Its date of issue; it is accepted for { $n ->
    [one] one day after it.
   *[other] { $n } days after it.
  }
documents-asks-ways = Sufficient checks: { $ways }.
documents-scans = Scans
documents-scan-choose = Choose images or a PDF
documents-scan-hint = An image or a PDF, up to 12 MB each. Several files can be chosen together.
documents-scan-camera = Take a picture
documents-scan-camera-hint = Opens the phone's camera at once.
documents-scan-more = More scans
documents-scan-add = Upload the scans
documents-added = The document was added to the file.
documents-edited = The document's details were saved; earlier checks no longer count.
documents-scan-added = The scans were added to the document.
documents-checked = The check was recorded.

documents-to-file = Beneficiary file
documents-details = Details
documents-file = File number
documents-added-on = Added
documents-added-by = Added by
documents-edited-on = Details edited
documents-replaces = Took the place of
documents-older = the earlier document
documents-superseded = A newer document has taken its place
documents-superseded-by = Open the newer document
documents-no-scans = This document has no scans.
documents-digest = Digest
documents-view = View
documents-scan-image = Image · { $kb } KB
documents-scan-pdf = { $n ->
    [one] PDF of one page
   *[other] PDF of { $n } pages
  } · { $kb } KB
documents-check = Check the document
documents-check-text = The details and scans are compared with the original. Sufficient for this kind: { $ways }.
documents-check-not = Not sufficient: { $ways }. Word of mouth never counts.
documents-outcome = Result of the check
documents-how = How it was checked
documents-note = Note
documents-note-hint = Needed unless the result is “matched”: what differed or could not be read.
documents-as-of = The check is recorded in your name at this time:
documents-check-save = Record the check
documents-ways-suffice = Sufficient for this kind: { $ways }.
documents-history = Earlier checks
documents-no-checks = Nobody has checked it yet.
documents-void = does not count
documents-voided-n = { $n ->
    [one] One check was made before the details changed and does not count.
   *[other] { $n } checks were made before the details changed and do not count.
  }

documents-types = Kinds of documents
documents-types-none = No kinds yet
documents-types-text = What services ask for, how long each kind is accepted, and which checks suffice. A kind is never deleted; it is retired.
documents-type-new = New kind
documents-type-what = The kind
documents-type-name = Kind
documents-type-name-ar = Arabic name
documents-type-name-en = English name
documents-type-per = Whose it is
documents-type-asks = What it asks for
documents-type-number = number
documents-type-expiry = expiry date
documents-type-days-n = { $n ->
    [one] accepted for one day after issue
   *[other] accepted for { $n } days after issue
  }
documents-type-ways = Sufficient checks
documents-type-ways-hint = What is not chosen is not accepted when a check is recorded.
documents-type-uses = In files
documents-type-number-needed = A number is required
documents-type-expiry-needed = An expiry date is required
documents-type-days = Days it is accepted after issue
documents-type-days-hint = Leave empty if it has no such period.
documents-type-sort = Place in lists
documents-type-sort-hint = Smaller first.
documents-type-sensitive = Only for those with a permission of its own
documents-type-sensitive-hint = For health, debts, prison and the like.
documents-type-active = In use
documents-type-active-hint = None of a retired kind are added; those already there stay.
documents-retired = Retired
documents-type-saved = The kind of document was saved.

choice-document-how-original-at-desk = original seen at the desk
choice-document-how-on-visit = original seen on a visit
choice-document-how-with-issuer = confirmed with the issuer
choice-document-how-certified-copy = certified copy
choice-document-outcome-matched = Matched
choice-document-outcome-mismatch = Differs from the original
choice-document-outcome-unreadable = Unreadable
choice-document-outcome-expired = Expired
choice-document-per-person = One person
choice-document-per-household = The household

permission-document-read = Read documents of files
permission-document-read-sensitive = Read documents on health, debts and prison
permission-document-add = Add documents and edit their details
permission-document-check = Check documents
permission-document-type-manage = Manage kinds of documents
event-document-add = Document added
event-document-edit = Document details edited
event-document-scan = Scan added to a document
event-document-check = Document checked
event-document-opened = Document read
event-document-type-change = Kind of document changed

error-document_type = Please choose the kind of document from the list.
error-document_person = Please choose whose document it is from the people of this file.
error-document_number = Please type the number written on the document.
error-document_text_long = The text is longer than { $n } characters.
error-document_issued = This kind is accepted for { $n } days after issue, so the date of issue is needed.
error-document_issued_future = The date of issue has not come yet. Please check it and the calendar chosen.
error-document_expiry = Please type the expiry date written on the document.
error-document_dates_order = The expiry date is before the date of issue.
error-document_date_full = Please give the day and the month with the year.
error-scan_missing = Please attach at least one scan of the document.
error-scan_too_many = { $n } files can be sent at a time; the rest can be added afterwards.
error-scan_empty = The file “{ $name }” is empty. Please choose it again.
error-scan_too_large = The file “{ $name }” is larger than { $mb } MB. It can be scanned at a lower quality or split.
error-scan_type = The file “{ $name }” is neither an image nor a PDF. JPEG, PNG and WebP images and PDF files are accepted.
error-scan_unreadable = The file “{ $name }” could not be opened; it may have arrived in part, or be far too large a picture. Please scan the document again.
error-scan_heic = The file “{ $name }” is in the HEIC format of some iPhones, which cannot be shown here. Taking the photo from this page is enough, or choosing “Most Compatible” in the camera settings.
error-scan_locked = The file “{ $name }” is locked by a password. Please send an unlocked copy, or a photo of the document.
error-scan_active = The file “{ $name }” carries commands or other files inside, so it is not opened, for your safety and ours. Please print it to a new PDF or take a photo of the document.
error-scan_busy = Many files are being looked at just now, so this one was not taken yet. Please send it again in a moment.
error-check_outcome = Please choose the result of the check.
error-check_how = Please say how it was checked.
error-check_how_insufficient = This way does not suffice for this kind of document.
error-check_note = Please write what was found, so that it can be put right.
error-document_type_name = Please type the name.
error-document_type_ways = At least one sufficient way of checking is needed.
error-document_type_days = A number of days from 1 to 3660.
error-document_type_sort = A number from 0 to 9999.
refusal-document_superseded = A newer document has taken the place of this one; please work on the newer.
event-document-expiry-told = told of a document about to expire
