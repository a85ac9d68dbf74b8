# كلمات لجنة البحث: الجلسات، والأعضاء، والتصويت، والقرار، والمحضر
committee-nav = لجنة البحث
committee-title = لجنة البحث
committee-members = أعضاء اللجنة
committee-settings = قواعد اللجنة
committee-new-sitting = الدعوة إلى جلسة
committee-open-sittings = الجلسات القائمة
committee-open-none = لا جلسة قائمة الآن.
committee-day-come = حان يومها
committee-waiting = ما ينتظر اللجنة
committee-waiting-more = الباقي في قائمة الطلبات
committee-waiting-none-title = لا طلب ينتظر اللجنة
committee-waiting-none-text = يظهر الطلب هنا حين يُرفع بعد توضيح المدة للمستفيد.
committee-past = الجلسات السابقة
committee-past-none = لم تُختم جلسة بعد.
committee-order-note = الترتيب بأقدمية الرفع إلى اللجنة.
committee-col-applicant = المستفيد
committee-col-service = الخدمة
committee-col-state = الحالة
committee-col-age = منذ الرفع
committee-col-floor = لا يصدر الرد قبل
committee-col-sitting = الجلسة
committee-col-day = اليوم
committee-col-items = البنود
committee-col-minutes = المحضر
committee-col-item = البند
committee-col-result = النتيجة
committee-col-action = الإجراء
committee-on-agenda = في جدول جلسة
committee-floor-passed = حان أوان الرد
committee-deferred-until = مؤجل إلى { $day }
committee-place-n = الموضع { $n } في قائمة الانتظار
committee-days-n = { $n ->
    [0] اليوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
committee-items-n = { $n ->
    [0] بلا بنود
    [one] بند واحد
    [two] بندان
    [few] { $n } بنود
    [many] { $n } بندًا
   *[other] { $n } بند
}
committee-members-n = { $n ->
    [0] لم يُذكر عددها
    [one] فرد واحد
    [two] فردان
    [few] { $n } أفراد
    [many] { $n } فردًا
   *[other] { $n } فرد
}
committee-present-n = { $n ->
    [0] لم يحضر من له صوت
    [one] حضر عضو واحد له صوت
    [two] حضر عضوان لهما صوت
    [few] حضر { $n } أعضاء لهم صوت
    [many] حضر { $n } عضوًا لهم صوت
   *[other] حضر { $n } عضو لهم صوت
}
committee-sitting-numbered = الجلسة { $n } لعام { $year }هـ
committee-sitting-of-day = جلسة { $day }
committee-no-members-title = لم تُشكَّل اللجنة بعد
committee-no-members-text = يبدأ العمل بتسمية رئيس وأعضاء من صفحة أعضاء اللجنة.

# الدعوة إلى جلسة
committee-when-where = الموعد والمكان
committee-held-on = يوم الانعقاد
committee-place = المكان
committee-place-hint = قاعة الاجتماعات، أو عن بعد.
committee-chair-of-sitting = رئيس الجلسة
committee-chair-hint = رئيس اللجنة، أو من ينوب عنه من الأعضاء.
committee-agenda = جدول الأعمال
committee-choose-items = البنود المعروضة في هذه الجلسة
committee-candidates-none = لا طلب خارج جداول الجلسات القائمة.
committee-call-sitting = حفظ الدعوة
committee-sitting-called = حُفظت الدعوة إلى الجلسة.
committee-agenda-none-title = الجدول خالٍ
committee-agenda-none-text = لا بنود في جدول هذه الجلسة.
committee-agenda-saved = حُفظ جدول الأعمال.
committee-add-items = إضافة بنود
committee-remove-item = إخراج من الجدول
committee-hidden-item = بند محجوب لتعارض المصالح
committee-secretary-is = أمين السر:
committee-presides = رئيس الجلسة
committee-presides-is = برئاسة
committee-quorum-n = الحاضرون بلا تعارض { $n }، واللازم { $needed }
committee-attendance = الحضور
committee-save-attendance = حفظ الحضور
committee-attendance-saved = حُفظ الحضور.
committee-close-sitting = ختم الجلسة
committee-close-text = يأخذ المحضر رقمه عند الختم، ولا تُعدَّل الجلسة بعده. ما لم يُبتّ فيه يبقى معروضًا لجلسة تالية.
committee-close-button = ختم الجلسة وترقيم محضرها
committee-closed = مختومة
committee-sitting-closed = خُتمت الجلسة ورُقّم محضرها.

# البند
committee-conflict-first = تعارض المصالح قبل فتح الملف
committee-conflict-first-text = هل بينك وبين مقدّم الطلب أو من ينتفع بالقرار قرابة أو مصلحة؟ الإفصاح أمانة، ومن أفصح تنحّى عن هذا البند وحده.
committee-request-number = رقم الطلب
committee-no-conflict = لا تعارض لدي، فتح الملف
committee-no-conflict-saved = سُجّل قولك، والملف مفتوح لك.
committee-declare = الإفصاح عن تعارض
committee-declare-button = تسجيل التعارض والتنحي
committee-declare-hint = يُحجب عنك هذا البند بعد التسجيل، ولا تُحسب في نصابه ولا في تصويته.
committee-conflict-reason = وجه التعارض
committee-conflict-saved = سُجّل التعارض.
committee-conflicts = تعارض المصالح
committee-conflict-text = من له تعارض يُحجب عنه الملف، ويخرج من نصاب البند وتصويته.
committee-note-conflict = تسجيل تعارض أفصح عنه عضو
committee-note-conflict-button = تسجيل التعارض
committee-decision-latest = القرار بعد الاعتراض
committee-decision-earlier = القرار السابق الذي قُدّم الاعتراض عليه
committee-withdraw-conflict = إلغاء تعارض سُجّل خطأً
committee-withdraw-conflict-button = إلغاء التعارض وإعادة العضو
committee-withdraw-conflict-why = كيف وقع الخطأ
committee-conflict-withdrawn = أُلغي التعارض، وعاد العضو إلى نصاب البند وتصويته.
committee-member = العضو
committee-conflicts-and-votes = تعارض المصالح والتصويت
committee-no-conflict-known = لا تعارض
committee-verifier-out = طابق مستندات الطلب، فلا يصوّت عليه
committee-recused = متنحٍّ
committee-vote-of = صوت { $name }
committee-vote-note-of = ملاحظة { $name }
committee-vote-note = ملاحظة
committee-vote-none = لم يصوّت
committee-save-votes = حفظ الأصوات
committee-votes-saved = حُفظت الأصوات.
committee-case = ملخص الحالة
committee-whole-request = الطلب كاملًا
committee-declaration-signed = الإقرار موقّع
committee-promise-explained = وُضّحت المدة للمستفيد
committee-asked = المطلوب
committee-asked-goods = المطلوب عينًا
committee-household = الأسرة
committee-household-members = أفراد الأسرة
committee-dwelling = السكن
committee-class = شريحة الدخل المقترحة
committee-rent = الإيجار السنوي
committee-debts = الديون
committee-need = الحاجة:
committee-documents-n = { $n ->
    [one] مستند واحد مع الطلب
    [two] مستندان مع الطلب
    [few] { $n } مستندات مع الطلب
    [many] { $n } مستندًا مع الطلب
   *[other] { $n } مستند مع الطلب
}
committee-recommendation = توصية البحث الاجتماعي:
committee-study = البحث الاجتماعي
committee-whole-study = الدراسة كاملة
committee-study-signed = وقّعها الباحث
committee-study-unsigned = لم توقّع بعد
committee-study-findings = ما وُجد
committee-study-needs = الاحتياجات
committee-study-evaluation = التقييم
committee-decision = قرار اللجنة
committee-outcome = القرار
committee-amount = المبلغ المعتمد
committee-amount-hint = الحد الأعلى للخدمة { $ceiling } ر.س.
committee-goods = المعتمد عينًا
committee-goods-n = الصنف { $n }
committee-quantity-n = العدد { $n }
committee-conditions = الشروط
committee-conditions-hint = مثل السداد المباشر للمالك.
committee-referral-body = الجهة المحوَّل إليها
committee-referral-hint = اسم الجهة كما يصل إليها المستفيد.
committee-reasons = السبب
committee-reasons-as-read = السبب، كما سيقرؤه المستفيد
committee-reasons-hint = يُكتب بما يفهمه المستفيد، ولو بإيجاز. ولا قرار بلا سبب.
committee-floor-text = يُحفظ القرار ولا يُرسل الرد قبل
committee-floor-note = يُبلَّغ المستفيد من علاقات المستفيدين، وإلى ذلك الحين يبقى القرار بين أهل اللجنة.
committee-floor-reached-text = حان أوان الرد منذ
committee-record-decision = تدوين القرار
committee-outcome-saved = دُوّن القرار، وينتظر تأكيد الرئيس.
committee-withdraw = سحب القرار المدوَّن قبل تأكيده
committee-outcome-withdrawn = سُحب القرار المدوَّن، والبند قائم من جديد.
committee-not-confirmed = ينتظر تأكيد الرئيس
committee-recorded-by = دوّنه
committee-confirmed-by = أكّده
committee-by-delegate = بالتفويض
committee-other-turns = غير ذلك
committee-defer = تأجيل إلى يوم
committee-defer-until = إلى يوم
committee-defer-why = سبب التأجيل
committee-defer-button = تأجيل الطلب
committee-deferred = أُجّل الطلب.
committee-waitlist = وضع على قائمة الانتظار
committee-waitlist-place = الموضع
committee-waitlist-note = ملاحظة للقائمة
committee-waitlist-button = وضع على القائمة
committee-waitlisted = وُضع الطلب على قائمة الانتظار.
committee-return = إعادة إلى البحث الاجتماعي
committee-return-note = المطلوب من الباحث
committee-return-button = إعادة إلى البحث
committee-returned = أُعيد الطلب إلى البحث الاجتماعي.

# تأكيد الرئيس
committee-go-confirm = تأكيد القرار
committee-confirm-title = تأكيد قرار اللجنة
committee-confirm-by-password = التأكيد بكلمة المرور
committee-confirm-text = التأكيد يجعل القرار نافذًا. ويشهد من يؤكده بأن ما دُوّن هو ما جرى في الجلسة، وبأنه لا تعارض له فيه.
committee-password = كلمة المرور
committee-confirm-button = تأكيد القرار وتوقيعه
committee-confirmed = أُكّد القرار، ويُبلَّغ في أوانه.

# التفويض
committee-delegate-title = القرار بالتفويض
committee-delegate-button = تدوين القرار وتأكيده
committee-delegate = المفوَّض بالطلبات الصغيرة
committee-delegate-text = يقرر المفوَّض وحده فيما دون المبلغ، إذا كانت الخدمة تسمح بالتفويض. لا يسمّي أحد نفسه.
committee-delegate-who = المفوَّض
committee-delegate-nobody = لا أحد
committee-delegate-below = يقرر فيما دون
committee-save-delegate = حفظ التفويض

# إعادة النظر
committee-reopen-title = إعادة النظر في القرار
committee-reopen-propose = اقتراح إعادة النظر
committee-reopen-proposal = اقتراح إعادة النظر قائم
committee-new-fact = ما استجد
committee-new-fact-hint = أمر لم تكن اللجنة تعلمه حين قررت.
committee-proposed-by = اقترحه
committee-reopen-confirm = تأكيد إعادة النظر
committee-reopen-confirm-text = بالتأكيد يُترك القرار السابق، ويعود الطلب معروضًا على اللجنة.
committee-reopen-waits = الاقتراح ينتظر تأكيد الرئيس.
committee-reopen-proposed = حُفظ الاقتراح، وينتظر تأكيد الرئيس.
committee-reopened = عاد الطلب معروضًا على اللجنة.

# المحضر
committee-minutes = محضر الجلسة
committee-minutes-title = محضر جلسة لجنة البحث
committee-minutes-draft = الجلسة لم تُختم بعد: هذا ما دُوّن إلى الآن، ويُرقّم المحضر عند ختمها.
committee-minutes-held = انعقدت الجلسة يوم
committee-minutes-absent = لم يحضر:
committee-minutes-items = ما جرى في البنود
committee-minutes-conflicts = تنحّى عن البند:
committee-minutes-signatures = التواقيع
committee-minutes-sign-here = التوقيع
committee-letter-number = الرقم:
committee-until = إلى
committee-told-after-reply = يظهر القرار بعد تبليغ المستفيد.

# الأعضاء والقواعد
committee-position = الصفة
committee-position-hint = أمين السر يدوّن ولا يصوّت.
committee-employee = الموظف
committee-from = من يوم
committee-to = إلى يوم
committee-term-runs = قائمة
committee-member-now = الآن
committee-add-member = تسمية عضو
committee-end-term = إنهاء العضوية اليوم
committee-end-term-text = آخر يوم في عضوية { $name } هو اليوم. ومن الغد لا يُدعى إلى جلسة ولا يُحسب في نصاب.
committee-end-term-button = تأكيد الإنهاء
committee-member-added = سُمّي العضو.
committee-member-ended = أُنهيت العضوية.
committee-settings-text = تسري القواعد على الجلسات التي يُدعى إليها بعد الحفظ، وما قبلها على ما كان.
committee-settings-hint = النصاب والأغلبية وعند التساوي، والمفوَّض بالطلبات الصغيرة.
committee-members-hint = من يرأس ومن يصوّت ومن يدوّن، ومن متى إلى متى.
committee-rules = النصاب والأغلبية
committee-quorum = النصاب
committee-quorum-hint = يُحسب من جميع الأعضاء الذين لهم صوت، ولا يُحسب فيه من له تعارض.
committee-quorum-number = العدد الأدنى
committee-majority = الأغلبية
committee-tie = عند التساوي
committee-save-rules = حفظ القواعد
committee-settings-saved = حُفظت القواعد.

choice-committee-position-chair = رئيس اللجنة
choice-committee-position-member = عضو
choice-committee-position-secretary = أمين السر
choice-committee-attendance-present = حاضر
choice-committee-attendance-excused = غائب بعذر
choice-committee-attendance-absent = غائب
choice-committee-result-none = معروض
choice-committee-result-recorded = ينتظر التأكيد
choice-committee-result-decided = صدر القرار
choice-committee-result-deferred = مؤجل
choice-committee-result-waiting = على قائمة الانتظار
choice-committee-result-returned = أُعيد إلى البحث
choice-committee-conflict-declared = أفصح عن تعارض
choice-committee-conflict-noted = تعارض دوّنه أمين السر
choice-committee-conflict-register = من أسرة المستفيد بحسب السجل
choice-committee-vote-accept = قبول
choice-committee-vote-refuse = رفض
choice-committee-vote-refer = تحويل
choice-committee-vote-abstain = امتناع
choice-committee-outcome-accept = قبول
choice-committee-outcome-accept-part = قبول جزئي
choice-committee-outcome-refuse = رفض
choice-committee-outcome-refer = تحويل إلى جهة أخرى
choice-committee-quorum-majority = أكثر من نصف الأعضاء
choice-committee-quorum-at-least = عدد معلوم من الأعضاء
choice-committee-majority-more-than-half = أكثر من نصف الأصوات
choice-committee-majority-most-votes = ما زاد على غيره من الأصوات
choice-committee-tie-chair-decides = يرجّح جانب الرئيس
choice-committee-tie-undecided = لا قرار، ويؤجَّل البند
choice-committee-work-confirm = تأكيد القرار
choice-committee-work-confirm-reopening = تأكيد إعادة النظر
choice-committee-work-record = تدوين ما جرى
choice-committee-work-deferral-due = حان موعد المؤجَّل
choice-committee-work-no-sitting = إدراج في جلسة
choice-committee-work-delegate = البت في الطلب

permission-committee-read = الاطلاع على اللجنة وجلساتها
permission-committee-sit = الدعوة إلى الجلسات وإدارتها
permission-committee-vote-record = تدوين الأصوات
permission-committee-declare = الإفصاح عن تعارض المصالح
permission-committee-manage = إدارة الأعضاء وقواعد اللجنة
event-committee-member-added = تسمية عضو في اللجنة
event-committee-member-ended = إنهاء عضوية في اللجنة
event-committee-settings = تعديل قواعد اللجنة
event-committee-delegate = تعديل التفويض
event-committee-vote-record = تدوين الأصوات
event-sitting-called = الدعوة إلى جلسة
event-sitting-agenda = تعديل جدول جلسة
event-sitting-attendance = تدوين الحضور
event-sitting-conflict = تسجيل تعارض مصالح
event-sitting-conflict-withdrawn = إلغاء تعارض سُجّل خطأً
event-sitting-no-conflict = قول بعدم التعارض
event-sitting-closed = ختم جلسة
event-request-decision-recorded = تدوين قرار
event-request-decision-withdrawn = سحب قرار مدوَّن
event-request-decided-by-delegate = قرار بالتفويض
event-request-reopen-proposed = اقتراح إعادة النظر

error-committee_already_member = لهذا الموظف عضوية في المدة نفسها.
error-committee_chair_taken = للجنة رئيس في هذه المدة. نرجو إنهاء عضويته أولًا.
error-committee_term_order = نهاية المدة قبل بدايتها.
error-committee_self_delegate = لا يسمّي أحد نفسه مفوَّضًا. يسمّيه غيره ممن له الصلاحية.
error-committee_no_members = لا أعضاء لهم صوت في هذا اليوم.
error-committee_amount_needed = القبول يحتاج إلى مبلغ.
error-committee_above_ceiling = المبلغ فوق الحد الأعلى للخدمة، وهو { $ceiling } ر.س.
error-committee_goods_needed = القبول يحتاج إلى صنف وعدد.
error-committee_above_quantity = العدد فوق الحد الأعلى للخدمة، وهو { $ceiling }.
error-committee_until_past = نرجو اختيار يوم بعد اليوم.
error-committee_place_taken = الموضع مشغول بطلب آخر.

refusal-not_present_member = يصوّت ويؤكد من حضر من الأعضاء الذين لهم صوت.
refusal-no_majority = لم يبلغ خيار أغلبية الأصوات.
refusal-tie = تساوت الأصوات، ولم يرجّحها صوت الرئيس. يمكن التأجيل أو إعادة التصويت.
refusal-not_the_votes = القرار المكتوب غير ما انتهت إليه الأصوات.
refusal-chair_confirms = رئيس الجلسة حاضر، فالتأكيد له.
refusal-sitting_closed = خُتمت هذه الجلسة، فلا تُعدَّل.
refusal-confirmations_open = { $n ->
    [one] بقي قرار واحد ينتظر تأكيد الرئيس قبل الختم.
    [two] بقي قراران ينتظران تأكيد الرئيس قبل الختم.
    [few] بقيت { $n } قرارات تنتظر تأكيد الرئيس قبل الختم.
    [many] بقي { $n } قرارًا ينتظر تأكيد الرئيس قبل الختم.
   *[other] بقي { $n } قرار ينتظر تأكيد الرئيس قبل الختم.
}
refusal-attendance_missing = لم يُدوَّن حضور عضو واحد بعد.
refusal-decision_recorded = في هذا الطلب قرار مدوَّن ينتظر التأكيد. يُسحب أولًا إن لزم تغييره.
refusal-item_done = انتهت الجلسة من هذا البند.
refusal-nothing_recorded = لا قرار مدوَّن ينتظر التأكيد.
refusal-conflict_in_register = القرابة مثبتة في سجل المستفيدين، وتُصحَّح هناك إن كانت خطأً.
refusal-only_himself = يفصح العضو عن تعارضه هو، وأمين السر يدوّن ما أفصح عنه غيره.
refusal-on_agenda = الطلب في جدول جلسة قائمة، فقراره لها.
refusal-reopening_proposed = اقتُرحت إعادة النظر في هذا القرار من قبل.
refusal-reopening_missing = لا اقتراح ينتظر التأكيد.
