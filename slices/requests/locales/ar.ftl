# الطلبات: كلمات الطريق من المسودة إلى وصول الخدمة
requests-nav = الطلبات
requests-title = الطلبات
requests-back = العودة إلى الطلب
requests-any = الكل
requests-yes = نعم
requests-no = لا
requests-number = رقم الطلب
requests-state = الحالة
requests-service = الخدمة
requests-applicant = مقدّم الطلب
requests-beneficiary = المستفيد
requests-branch = الفرع
requests-file = ملف
requests-mobile = الجوال
requests-identity = الهوية
requests-since = منذ
requests-clock = المهلة
requests-note = ملاحظة
requests-not-yet = لم تكتمل بعد
requests-by-clock = النظام، بحلول الموعد

# القائمة
requests-filter-state = الطلبات بحسب مكانها
requests-filters = تصفية وترتيب
requests-sort = الترتيب
requests-sort-new = الأحدث أولًا
requests-sort-waiting = الأطول انتظارًا أولًا
requests-empty = لا طلبات هنا الآن
requests-empty-text = تبدأ الطلبات من ملف المستفيد، ثم تظهر هنا بحسب مكانها في الطريق.
requests-empty-act = ملفات المستفيدين
requests-file-empty = لم يُقدَّم من هذا الملف طلب بعد.
requests-new = طلب دعم جديد
requests-begin = بدء الطلب
requests-channel = وصلنا عبر

# الصفحة
requests-step-n = الخطوة { $n } من 7
requests-step-label = الخطوة { $n } من 7: { $step }
requests-submitted-on = تاريخ التقديم:
requests-steps = خطوات السياسة
requests-about = عن المستفيد والطلب
requests-next-mine = إجراؤك الآن:
requests-next-other = الخطوة التالية:
requests-next-there = الانتقال إلى موضعه في الصفحة
requests-next-study = كتابة الدراسة
requests-with = الطلب الآن عند
requests-own-file = هذا ملفك أو ملف أحد أقاربك، فيتولاه زميل آخر.
requests-other-actions = إجراءات أخرى
requests-edit-form = تعديل النموذج
requests-print-form = طباعة النموذج
requests-receipt = إشعار الاستلام
requests-letter = خطاب الرد
requests-history = ما جرى على الطلب
requests-household = الأسرة
requests-prefers = يُفضّل
requests-need = الحاجة
requests-need-empty = لم تُكتب الحاجة بعد.
requests-class-proposed = شريحة الدخل المقترحة
requests-outcome = نتيجة القرار
requests-amount-decided = المبلغ المعتمد
requests-goods-decided = المعتمد عينًا
requests-referral-body = الجهة المحوَّل إليها
requests-conditions = الشروط
requests-reasons = الأسباب
requests-deviations = استثناءات مسجلة بأسبابها
requests-urgency = استعجال مسجل قبل الرد

# المدة
requests-promise = موعد الرد
requests-no-reply-before = لا يصدر الرد قبل
requests-promise-text = هذه أقل مدة للدراسة، وليست موعدًا نعد بالرد فيه. نخبر مقدّم الطلب فور صدور الرد.
requests-promise-reached = انقضت أقل مدة للدراسة، ويمكن تبليغ الرد متى صدر القرار.
requests-promise-later = يُحسب الموعد من جديد عند استكمال الطلب وتقديمه.
requests-promise-at-presentation = يبدأ حساب المدة من عرض الطلب على لجنة البحث، ونخبر صاحبه بالموعد حينها.
requests-first-promise = الموعد الأول قبل إعادة الطلب للاستكمال:
requests-if-submitted = إن قُدّم الآن فلا يصدر الرد قبل
requests-clock-floor = لا رد قبل
requests-clock-reached = حان أوان الرد منذ
requests-target = هدف داخلي
requests-target-title = هدف الموظفين
requests-target-note = هدف داخلي، ليس من السياسة، ولا يُذكر للمستفيد.
requests-target-late = هدف داخلي، ليس من السياسة: مضى موعده.
requests-target-paused = هدف داخلي، ليس من السياسة: متوقف ما دام الطلب عند صاحبه.

# المستندات
requests-documents = المستندات
requests-no-documents = لا تلزم هذه الخدمةَ مستندات.
requests-doc = المستند
requests-doc-matched = مطابقة الأصل
requests-doc-valid = وقت التقديم
requests-doc-until = سارٍ حتى
requests-doc-add = إضافة
requests-doc-renew = تجديد
requests-doc-match = مطابقة
requests-matched-by = طابقه { $name }
requests-not-matched = لم يطابَق
requests-changed-since = تغيّر بعد التوقيع
requests-valid = سارٍ
requests-ended-after = انتهى بعد التقديم، فلا يلزم تجديده.
requests-as-of-submission = الصلاحية محسوبة يوم التقديم:
requests-as-of-today = الصلاحية محسوبة اليوم:
requests-until = سارٍ حتى { $day }
requests-docs-none = لا ينطبق هنا:
requests-checklist = قائمة المستندات
requests-checklist-note = المستند المحفوظ في الملف يؤخذ كما هو ما دام ساريًا، ولا يُطلب مرة أخرى.
requests-missing-title = بانتظار مقدّم الطلب
requests-missing-told-at = أُخبر بها في
requests-missing-not-told = لم يُخبَر بها بعد.

# الإقرارات
requests-declarations = الإقرارات والتواقيع
requests-declaration = إقرار وتوقيع
requests-declaration-1 = أقرّ بأن كل ما ذكرته في هذا الطلب، وما أرفقته به من مستندات، صحيح كما هو. وعليّ المسؤولية المباشرة عن صحته، وأُخبر الجمعية بما يتغيّر منه.
requests-officer-statement = اطّلعتُ على أصول المستندات وطابقتُ البيانات بها، وكانت سارية يوم التقديم.
requests-researcher-statement = درستُ الحالة، وهذه نتيجة دراستي وتوصيتي.
requests-sign-applicant = إقرار مقدّم الطلب بصحة البيانات
requests-sign-officer = إقرار الموظف بالمطابقة
requests-sign-researcher = توقيع الباحث على الدراسة
requests-sign-here = التوقيع
requests-signature-valid = قائم
requests-signature-void = سقط بتغيّر ما وُقّع عليه
requests-see-signature = صورة التوقيع
requests-witness = الشاهد:
requests-explained = توضيح المدة لمقدّم الطلب
requests-explained-clear = واضح له
requests-explained-unclear = لم يتضح له

# من أُخبر ومن يُخبَر
requests-tasks = ما يلزم إبلاغه
requests-task-late = تأخر
requests-task-record = تسجيل الإبلاغ
requests-task-done = أُبلغ
requests-told-now = هل أُبلغ الآن؟
requests-told-later = لاحقًا، تبقى مهمة
requests-how-told = كيف أُبلغ؟
requests-how-explained = كيف جرى التوضيح؟
requests-say-promise-none = «نرفع طلبك إلى لجنة البحث لتدرسه، ونعود إليك بالقبول أو الاعتذار مع السبب.»
requests-say-promise-days = «نرفع طلبك إلى لجنة البحث لتدرسه، ونعود إليك بالقبول أو الاعتذار مع السبب. ولا يكون ذلك قبل { $n ->
    [one] يوم واحد
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
  } على الأقل.»
requests-say-promise = «نرفع طلبك إلى لجنة البحث لتدرسه، ونعود إليك بالقبول أو الاعتذار مع السبب. ولا يكون ذلك قبل أسبوعين على الأقل.»
requests-clear = أكّد مقدّم الطلب أن الأمر واضح له
requests-unclear-refer = لم يتضح؟ إحالة السؤال إلى مسؤول البحث الاجتماعي
requests-explained-raise = وُضّح الأمر، رفع إلى لجنة البحث
requests-explained-only = تسجيل التوضيح دون رفع
requests-told-to = من أُبلغ؟
requests-told-on = متى أُبلغ؟
requests-told-on-hint = إن تُرك فارغًا فهو الآن.
requests-told-time = الساعة
requests-proof = ما يثبت الإبلاغ
requests-proof-hint = من استلم الخطاب ووقّع، أو الرقم الذي جرى الاتصال به.

# النموذج
requests-form-title = نموذج طلب دعم مستفيد
requests-part-need = الحاجة
requests-part-household = أفراد الأسرة
requests-part-dwelling = السكن
requests-part-income = الدخل ومصادره
requests-part-debts = الديون
requests-part-contact = التواصل
requests-part-class = رأي الموظف في شريحة الدخل
requests-need-words = ما الحاجة؟
requests-need-hint = بكلمات مقدّم الطلب: ماذا يحتاج، ولماذا الآن.
requests-amount = المبلغ المطلوب
requests-goods = المطلوب عينًا
requests-ceiling = الحد الأعلى لهذه الخدمة { $amount }.
requests-members = الأفراد
requests-members-n = { $n ->
    [0] لا أحد
    [one] فرد واحد
    [two] فردان
    [few] { $n } أفراد
    [many] { $n } فردًا
   *[other] { $n } فرد
}
requests-members-confirm = راجعنا أفراد الأسرة مع مقدّم الطلب، وهم كما هنا
requests-members-hint = إن تغيّر شيء فتعديله في الملف أولًا.
requests-members-change = فتح الملف لتعديل الأسرة
requests-age = { $n ->
    [0] دون السنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $n } سنوات
    [many] { $n } سنة
   *[other] { $n } سنة
}
requests-dwelling = نوع السكن
requests-rent = الإيجار السنوي
requests-income = الدخل
requests-income-hint = ما يصل الأسرة كل شهر من كل مصدر، ويُترك ما لا ينطبق.
requests-no-income = لا دخل للأسرة من أي مصدر
requests-debts = الديون
requests-has-debts = هل على الأسرة ديون؟
requests-no-debts = لا ديون
requests-debts-total = مجموع الديون
requests-debts-monthly = ما يُسدَّد كل شهر
requests-debts-about = لمن، ولماذا
requests-contact-note = الوقت المناسب ومن يجيب
requests-contact-note-hint = مثل: صباحًا، ويجيب الابن.
requests-class = شريحة الدخل
requests-class-hint = اقتراح تراه اللجنة مع سببه، ولا يقرر وحده شيئًا.
requests-class-reason = سبب اختيار الشريحة
requests-save = حفظ
requests-save-and-sign = حفظ ثم التوقيع والتقديم
requests-left-title = ما بقي في النموذج
requests-unanswered-n = { $n ->
    [one] بقي في النموذج جواب واحد.
    [two] بقي في النموذج جوابان.
    [few] بقيت في النموذج { $n } أجوبة.
    [many] بقي في النموذج { $n } جوابًا.
   *[other] بقي في النموذج { $n } جواب.
}
requests-to-form = إكمال النموذج
requests-to-submit = التوقيع والتقديم
requests-to-tell-missing = إبلاغ مقدّم الطلب بالنواقص
requests-to-remind = تسجيل تذكير

# التقديم
requests-submit-title = الإقرار والتقديم
requests-lacking-title = لا يمكن التقديم بعد
requests-lacking-text = ينقص الطلبَ ما يلي، ويُبلَّغ به صاحبه مرة واحدة كاملًا.
requests-signed-data = ما يوقَّع عليه
requests-agreed = قُرئ على المتقدم ما كُتب عنه وهذا الإقرار، فأقرّ بهما
requests-hand = توقيع مقدّم الطلب
requests-hand-hint = يوقّع بنفسه، أو يبصم بحضور شاهد.
requests-password = كلمة مرورك
requests-password-hint = هي توقيعك على المطابقة.
requests-submit-both = تقديم وتثبيت المطابقة
requests-submit-only = تقديم الطلب
requests-digest = بصمة ما يوقَّع عليه:

# الأوراق
requests-receipt-title = إشعار استلام طلب دعم
requests-received-by = استلمه
requests-handed-in = ما استلمناه من مستندات
requests-receipt-committee = تدرس لجنة البحث الطلب، ثم نبلّغ صاحبه بالقبول أو الاعتذار مع السبب.
requests-ask = للسؤال والاعتراض
requests-ask-text = يسرّنا الجواب عن أي سؤال، ويكفي ذكر رقم الطلب.
requests-object-text = لمقدّم الطلب الاعتراض على الرد { $n ->
    [one] خلال يوم واحد من تبليغه
    [two] خلال يومين من تبليغه
    [few] خلال { $n } أيام من تبليغه
    [many] خلال { $n } يومًا من تبليغه
   *[other] خلال { $n } يوم من تبليغه
}. وينظر فيه غير من درس الطلب أولًا.
requests-letter-title = خطاب الرد { $number }
requests-letter-number = الرقم:
requests-letter-to = إلى:
requests-letter-greeting = السلام عليكم ورحمة الله وبركاته،
requests-letter-about = نظرت الجمعية في الطلب رقم
requests-letter-submitted = ، المقدَّم في
requests-letter-object = لكم الاعتراض على هذا الرد حتى
requests-letter-close = ونسأل الله لكم التيسير.
requests-letter-added = إضافة إلى الخطاب
requests-letter-added-hint = تُكتب بعد القرار وأسبابه كما اعتُمدت.
requests-objection-in-letter = يذكر الخطاب القرار وأسبابه وطريقة الاعتراض وآخر موعد له. ويأخذ رقمه عند الحفظ.

# إعادة الطلب لصاحبه
requests-missing-which = ما المستندات الناقصة؟
requests-missing-note = ما الذي فيه؟
requests-missing-other = أمر آخر مطلوب
requests-missing-other-hint = يُبلَّغ مع قائمة المستندات، فلا يُطلب بعدها شيء كان يمكن ذكره.
requests-return-reason = سبب الإعادة
requests-omission = ممن النقص؟
requests-omission-own = من مقدّم الطلب
requests-omission-own-hint = تُحسب المدة من جديد عند التقديم.
requests-omission-ours = منّا، أو لأمر استجد
requests-categories = فئات الملف
requests-payment = وسيلة الصرف أو التسليم
requests-iban = رقم الآيبان
requests-valid-until = التسجيل سارٍ حتى
requests-next-review = التحديث القادم
requests-objection-words = اعتراض مقدّم الطلب بكلماته
requests-reporter = من يعرض الاعتراض
requests-reporter-hint = غير من عرض الطلب أول مرة.
requests-new-applicant = من يتابع الطلب بعده
requests-died = مقدّم الطلب متوفى رحمه الله. يمكن أن تتابع الأسرة الطلب.
requests-carry-on-link = متابعة الطلب للأسرة

# خط السياسة
requests-rail-matched = { $n ->
    [0] لا مستندات مطلوبة
    [one] مستند واحد مطابق
    [two] مستندان مطابقان
    [few] { $n } مستندات مطابقة
    [many] { $n } مستندًا مطابقًا
   *[other] { $n } مستند مطابق
}
requests-rail-not-needed = لم تلزم
requests-rail-answered = اكتملت الدراسة أو أُجيب عن السؤال
requests-rail-explained = وُضّح لمقدّم الطلب
requests-rail-now = الخطوة الحالية

# حين يسبق زميل
requests-moved-title = سبقك زميل إلى هذا الطلب
requests-moved-now = الطلب كما هو الآن
requests-last-change = آخر تغيير
requests-open-now = فتح الطلب كما هو

# المدد في الإعدادات
requests-clocks-title = مدد الرد والاعتراض
requests-clocks-hint = أقل مدة قبل الرد، والهدف الداخلي، ومدة الاعتراض
requests-clocks-floor = أقل مدة قبل الرد
requests-clocks-floor-text = جعلت السياسة أسبوعين أقل مدة قبل الرد. فهي حد أدنى، لا موعد أقصى.
requests-clocks-earliest = عدد الأيام
requests-clocks-from = من متى تُحسب؟
requests-clocks-early = السماح بالرد قبلها لضرورة
requests-clocks-early-hint = بسبب مكتوب يظهر مع الاستثناءات.
requests-clocks-aim = الهدف الداخلي والاعتراض والاستكمال
requests-clocks-latest = الهدف الداخلي للرد، بالأيام
requests-clocks-objection = مدة الاعتراض بعد الرد، بالأيام
requests-clocks-lapse = مدة انتظار الاستكمال، بالأيام
requests-clocks-lapse-hint = بعدها، وبعد تذكيرين مسجلين، ينتهي الطلب.
requests-clocks-versions-hint = كل حفظ إصدار جديد، والطلبات المقدَّمة قبله تبقى على إصدارها.
requests-clocks-save = حفظ إصدار جديد
requests-clocks-versions = الإصدارات
requests-version-n = الإصدار { $n }

# بعد كل إجراء
requests-flash-created = بدأ الطلب مسودةً. نرجو إكمال النموذج.
requests-flash-saved = حُفظ النموذج.
requests-flash-submitted = قُدّم الطلب. هذا إشعار استلامه للطباعة.
requests-flash-told-missing = سُجّلت النواقص، والطلب الآن بانتظار صاحبه.
requests-flash-verified = ثبتت المطابقة بتوقيعك.
requests-flash-returned = أُعيد الطلب إلى صاحبه للاستكمال.
requests-flash-explained = سُجّل التوضيح.
requests-flash-presented = رُفع الطلب إلى لجنة البحث.
requests-flash-urged = سُجّل سبب الاستعجال، ويمكن تبليغ الرد الآن.
requests-flash-replied = سُجّل الرد وأخذ الخطاب رقمه.
requests-flash-registered = اكتمل التسجيل، والطلب الآن عند تقديم الخدمة.
requests-flash-objected = سُجّل الاعتراض، وعاد الطلب إلى اللجنة.
requests-flash-withdrawn = سُحب الطلب.
requests-flash-carried-on = يتابع الطلبَ الآن فرد آخر من الأسرة.
requests-flash-voided = أُلغيت المسودة.
requests-flash-lapsed = انتهى الطلب لعدم الاستكمال.
requests-flash-reminded = سُجّل التذكير.
requests-flash-told = سُجّل الإبلاغ.
requests-flash-clocks = حُفظ إصدار جديد من المدد.

# الحالات
state-draft = مسودة
state-awaiting-completion = بانتظار استكمال النواقص
state-submitted = مقدَّم
state-verified = مستوفى ومطابق
state-in-research = قيد البحث الاجتماعي
state-before-committee = معروض على اللجنة
state-deferred = مؤجل
state-waiting = على قائمة الانتظار
state-decided = صدر القرار ولم يبلَّغ
state-accepted = مقبول
state-in-delivery = قيد تقديم الخدمة
state-served = مكتمل
state-refused = مرفوض
state-referred = محوّل إلى جهة أخرى
state-withdrawn = مسحوب
state-lapsed = منتهٍ لعدم الاستكمال
state-void = ملغى

# الأزرار
action-submit = التقديم
action-verify = تثبيت المطابقة
action-return = إعادة للاستكمال
action-start-research = إحالة إلى البحث الاجتماعي
action-present = رفع إلى لجنة البحث
action-decide = تدوين القرار
action-defer = تأجيل
action-put-on-waiting-list = إدراج في قائمة الانتظار
action-return-to-research = إعادة إلى البحث
action-reopen = إعادة النظر في القرار
action-reply = تبليغ الرد
action-register = استكمال التسجيل
action-finish = إنهاء تقديم الخدمة
action-object = تسجيل اعتراض
action-withdraw = سحب الطلب
action-void = إلغاء المسودة
action-lapse = إنهاء لعدم الاستكمال
action-tell-missing = إبلاغ بالنواقص
action-explain = توضيح المدة لمقدّم الطلب
action-urge = استعجال الرد لضرورة
action-remind = تذكير بالنواقص
action-carry-on = متابعة الطلب للأسرة

# الصلاحيات
permission-request-list = قائمة الطلبات
permission-request-open = فتح الطلب
permission-request-create = بدء طلب
permission-request-edit = تعديل نموذج الطلب
permission-request-tell = إبلاغ مقدّم الطلب وتسجيله
permission-request-submit = تقديم الطلب
permission-request-verify = تثبيت مطابقة المستندات
permission-request-return = إعادة الطلب للاستكمال
permission-request-start-research = إحالة الطلب إلى باحث
permission-request-present = التوضيح والرفع إلى اللجنة
permission-request-decide = تدوين قرار اللجنة
permission-request-confirm-decision = تأكيد القرار
permission-request-defer = تأجيل الطلب
permission-request-waitlist = قائمة الانتظار
permission-request-return-to-research = إعادة الطلب إلى البحث
permission-request-reopen = إعادة النظر في القرار
permission-request-reply = تبليغ الرد
permission-request-reply-urgent = تبليغ الرد قبل أقل مدة لضرورة
permission-request-register = استكمال التسجيل
permission-request-finish = إنهاء تقديم الخدمة
permission-request-object = تسجيل الاعتراض
permission-request-withdraw = سحب الطلب
permission-request-void = إلغاء المسودة
permission-request-lapse = إنهاء الطلب لعدم الاستكمال
permission-settings-manage-clocks = ضبط مدد الرد والاعتراض

# الأحداث
event-request-create = بدأ طلبًا
event-request-edit = عدّل نموذج طلب
event-request-opened = فتح طلبًا
event-request-told = أبلغ مقدّم الطلب
event-request-explain = وضّح المدة
event-request-remind = ذكّر بالنواقص
event-request-carry-on = جعل الطلب لفرد آخر من الأسرة
event-request-submit = قدّم طلبًا
event-request-verify = ثبّت المطابقة
event-request-return = أعاد طلبًا للاستكمال
event-request-start-research = أحال طلبًا إلى البحث
event-request-present = رفع طلبًا إلى اللجنة
event-request-decide = دوّن قرارًا
event-request-defer = أجّل طلبًا
event-request-waitlist = أدرج في قائمة الانتظار
event-request-return-to-research = أعاد طلبًا إلى البحث
event-request-reopen = أعاد النظر في قرار
event-request-reply = بلّغ الرد
event-request-reply-urgent = سجّل استعجال الرد
event-request-register = أكمل التسجيل
event-request-finish = أنهى تقديم الخدمة
event-request-object = سجّل اعتراضًا
event-request-withdraw = سحب طلبًا
event-request-void = ألغى مسودة
event-request-lapse = أنهى طلبًا لعدم الاستكمال
event-settings-clocks = ضبط مدد الرد

# لماذا لا يتم الإجراء
refusal-not_from_this_state = لا يكون هذا الإجراء والطلب في حالته الحالية.
refusal-outcome_missing = لم يُدوَّن قرار بعد.
refusal-checklist_incomplete = ما زالت في الطلب مستندات ناقصة.
refusal-document_not_valid = في الطلب مستند غير سارٍ اليوم.
refusal-checklist_not_verified = لم تُطابق المستندات كلها بعد.
refusal-applicant_signature = ينقص توقيع مقدّم الطلب على ما في الطلب الآن.
refusal-officer_signature = ينقص توقيع الموظف على ما في الطلب الآن.
refusal-study_missing = تلزم هذا الطلب دراسة، ولم تُعدّ بعد.
refusal-researcher_signature = ينقص توقيع الباحث على الدراسة كما هي الآن.
refusal-study_not_evaluated = لم يكتمل تقييم الدراسة.
refusal-study_no_recommendation = ليس في الدراسة توصية بعد.
refusal-reason_missing = يلزم ذكر السبب.
refusal-missing_not_named = يلزم ذكر ما هو ناقص.
refusal-until_missing = يلزم ذكر موعد نهاية التأجيل.
refusal-place_missing = يلزم ذكر الترتيب في قائمة الانتظار.
refusal-note_missing = تلزم كتابة ملاحظة.
refusal-new_fact_missing = يلزم ذكر ما استجد.
refusal-researcher_not_named = يلزم اختيار الباحث.
refusal-researcher_is_relative = الباحث المختار من أقارب صاحب الملف. نرجو اختيار غيره.
refusal-study_kind_missing = يلزم اختيار نوع الدراسة.
refusal-promise_not_explained = لم يُسجَّل أن المدة وُضّحت لمقدّم الطلب.
refusal-promise_not_clear = لم يتضح الأمر لمقدّم الطلب بعد.
refusal-no_quorum = لم يكتمل نصاب الجلسة.
refusal-recusal_not_honoured = شارك في البند من له فيه تعارض مصالح.
refusal-not_recorded_by_secretary = لم يدوّن أمين سر اللجنة القرار بعد.
refusal-not_confirmed = لم يُؤكَّد القرار بعد.
refusal-confirmer_recorded = من دوّن القرار لا يؤكده، ويؤكده غيره.
refusal-delegate_not_named = لم يُسمَّ مفوَّض لهذه الخدمة.
refusal-above_delegate_amount = المبلغ فوق ما فُوّض فيه، فيعود إلى اللجنة.
refusal-verifier_decided = من طابق المستندات لا يصوّت في الطلب نفسه.
refusal-amount_or_goods_missing = يلزم ذكر المبلغ أو ما يُعطى عينًا.
refusal-decision_reasons_missing = يلزم ذكر أسباب القرار.
refusal-referral_body_missing = يلزم ذكر الجهة المحوَّل إليها.
refusal-floor_not_reached = لم تنقضِ أقل مدة قبل الرد.
refusal-early_reply_barred = لا تسمح إعدادات الجمعية بالرد قبل انقضاء أقل مدة.
refusal-urgent_not_permitted = تبليغ الرد قبل أقل مدة يحتاج إلى صلاحيته.
refusal-letter_not_numbered = لم يأخذ الخطاب رقمه.
refusal-not_told = يلزم ذكر من أُبلغ وما يثبت ذلك.
refusal-objection_way_missing = يلزم ذكر طريقة الاعتراض.
refusal-registration_category = يلزم تحديد فئة الملف.
refusal-registration_class = يلزم تحديد شريحة الدخل.
refusal-registration_payment = يلزم تحديد وسيلة الصرف أو التسليم.
refusal-registration_validity = يلزم تحديد مدة سريان التسجيل.
refusal-registration_review = يلزم تحديد موعد التحديث القادم.
refusal-deliveries_open = بقيت بنود لم تُسلَّم ولم تُقفل.
refusal-more_than_decided = لا يُصرف أكثر مما اعتُمد في القرار.
refusal-not_in_decision = هذا ليس فيما اعتُمد.
refusal-not_positive = يلزم أن يكون المقدار أكبر من الصفر.
refusal-decider_hands_over = من شارك في القرار لا يسلّم.
refusal-not_partial = أُجيب كل المطلوب في هذا الطلب، والاعتراض بعد القبول لما قُبل بعضه. والحاجة الأخرى يُقدَّم لها طلب جديد.
refusal-objection_period_over = انقضت مدة الاعتراض.
refusal-same_reporter = يلزم أن يعرض الاعتراض غير من عرض الطلب أول مرة.
refusal-lapse_days_left = لم تنقضِ مدة انتظار الاستكمال.
refusal-reminders_missing = يلزم قبل ذلك تذكيران مسجلان.
refusal-file_not_open = الملف مغلق أو مستبعد، فلا يبدأ منه طلب جديد.
refusal-frozen = قُدّم هذا الطلب ووُقّع، فلا تتغير بياناته إلا بعد إعادته للاستكمال.
refusal-nothing_missing = لا ينقص الطلبَ شيء، ويمكن تقديمه.
refusal-nothing_promised = لا توضيح للمدة قبل تقديم الطلب.
refusal-floor_reached = انقضت أقل مدة، فلا حاجة إلى استعجال.
refusal-not_told_yet = لم يُبلَّغ مقدّم الطلب بالقائمة نفسها بعد، فالتذكير يأتي بعدها.
refusal-reminded_today = سُجّل تذكير اليوم.
conflict-snapshot_changed = تغيّر ما في الطلب بعد فتح هذه الصفحة. نرجو مراجعته كما هو الآن ثم التوقيع عليه.
conflict-task_done = سجّل زميل هذا الإبلاغ قبلك.

error-need_short = نرجو كتابة الحاجة في جملة واضحة على الأقل.
error-amount_needed = المبلغ المطلوب لم يُكتب.
error-goods_needed = المطلوب عينًا لم يُكتب.
error-members_unconfirmed = لم يُراجَع أفراد الأسرة مع مقدّم الطلب.
error-dwelling_needed = نوع السكن لم يُختر.
error-rent_needed = السكن مستأجر، والإيجار السنوي لم يُكتب.
error-income_needed = الدخل لم يُكتب، ولم يُذكر أنه لا دخل.
error-income_both = كُتب دخل وذُكر أنه لا دخل. نرجو إبقاء الصحيح منهما.
error-debts_needed = لم يُذكر هل على الأسرة ديون.
error-debts_both = كُتب مبلغ للديون ولم يُختر أن عليهم ديونًا.
error-debts_total_needed = مجموع الديون لم يُكتب.
error-contact_needed = نحتاج إلى رقم جوال أو وسيلة تواصل.
error-class_reason_needed = اختيار شريحة الدخل يحتاج إلى سببه.
error-signature_needed = نحتاج إلى توقيع مقدّم الطلب، على الشاشة أو على الورق.
error-signature_unreadable = لم تصل صورة التوقيع سليمة. نرجو إعادة التوقيع.
error-missing_not_named = نرجو اختيار مستند واحد على الأقل، أو كتابة المطلوب.
error-not_clear_yet = لا يُرفع الطلب قبل أن يتضح الأمر لصاحبه.
error-told_later = وقت الإبلاغ لم يأتِ بعد.
error-time_shape = نرجو كتابة الساعة مثل 14:30.
error-day_passed = نرجو اختيار يوم لم يأتِ بعد.
error-days_range = عدد الأيام بين { $from } و{ $to }.

# الخطوات السبع
choice-step-received = استقبال المستفيد
choice-step-matched = مطابقة البيانات وصلاحيتها
choice-step-referred = الإحالة إلى البحث الاجتماعي
choice-step-declared = إقرار صحة البيانات والتوقيع
choice-step-explained = التوضيح والرفع إلى اللجنة
choice-step-registered = استكمال إجراءات التسجيل
choice-step-served = تقديم الخدمة

# ما التالي
choice-next-collect-documents = استكمال النموذج والمستندات
choice-next-collect-documents-text = نكمل مع مقدّم الطلب ما بقي، والمستند الساري في ملفه لا يُطلب منه.
choice-next-remind = التذكير بالنواقص
choice-next-lapse = إنهاء الطلب لعدم الاستكمال
choice-next-sign-applicant = توقيع مقدّم الطلب وتقديمه
choice-next-sign-applicant-text = اكتمل النموذج والمستندات، وبقي الإقرار والتوقيع.
choice-next-submit = تقديم الطلب
choice-next-submit-text = اكتمل كل شيء، وبقي التقديم.
choice-next-match-documents = مطابقة المستندات بأصولها
choice-next-match-documents-text = يُفتح كل مستند ويقابَل بأصله، ويُسجَّل كيف طوبق.
choice-next-verify = تثبيت المطابقة بالتوقيع
choice-next-start-research = إحالة الطلب إلى باحث
choice-next-start-research-text = تلزم هذه الخدمةَ دراسة قبل عرضها على اللجنة.
choice-next-write-study = إعداد الدراسة وتوقيعها
choice-next-write-study-text = يكتب الباحث ما وجده وتوصيته ثم يوقّع.
choice-next-explain-promise = التوضيح لمقدّم الطلب ثم الرفع إلى لجنة البحث
choice-next-present = الرفع إلى لجنة البحث
choice-next-record-decision = النظر في الطلب في جلسة اللجنة
choice-next-record-decision-text = الطلب معروض على لجنة البحث.
choice-next-confirm-decision = تأكيد القرار المدوَّن
choice-next-confirm-decision-text = دُوّن القرار، ويؤكده رئيس اللجنة.
choice-next-wait-for-floor = انتظار انقضاء أقل مدة
choice-next-wait-for-floor-text = لا يلزم شيء الآن. يُبلَّغ الرد بعد انقضاء المدة.
choice-next-reply = تبليغ الرد
choice-next-register = استكمال التسجيل
choice-next-hand-over = تسليم ما اعتُمد
choice-next-hand-over-text = يُسلَّم كل بند ويُثبت استلامه.
choice-next-finish = إنهاء تقديم الخدمة
choice-next-finish-text = سُلّمت البنود كلها، وبقي إنهاء الطلب.

choice-holder-applicant-or-officer = مقدّم الطلب وموظف علاقات المستفيدين
choice-holder-applicant = مقدّم الطلب
choice-holder-relations-officer = موظف علاقات المستفيدين
choice-holder-social-researcher = الباحث الاجتماعي
choice-holder-committee-secretary = أمين سر اللجنة
choice-holder-delivery-officer = مسؤول الصرف والتسليم
choice-holder-research-lead = مسؤول البحث الاجتماعي
choice-holder-committee-chair = رئيس اللجنة
choice-holder-nobody = لا أحد

choice-checklist-missing = ناقص
choice-checklist-asked-again = طُلب من جديد ولم يصل بعد
choice-checklist-expired = منتهٍ
choice-checklist-mismatch = لا يطابق أصله
choice-checklist-present-unchecked = وصل ولم يُراجع بعد
choice-checklist-checked-insufficient-way = طوبق بطريقة لا تكفي
choice-checklist-ok = مطابق وسارٍ
choice-checklist-not-applicable = لا ينطبق

# ما جرى
choice-request-did-submit = قُدّم الطلب
choice-request-did-submit-missing = سُجّلت نواقصه وينتظر صاحبه
choice-request-did-verify = ثبتت مطابقة المستندات
choice-request-did-return = أُعيد إلى صاحبه للاستكمال
choice-request-did-start-research = أُحيل إلى البحث الاجتماعي
choice-request-did-present = رُفع إلى لجنة البحث
choice-request-did-decide = صدر القرار
choice-request-did-defer = أُجّل
choice-request-did-put-on-waiting-list = أُدرج في قائمة الانتظار
choice-request-did-return-to-research = أُعيد إلى البحث
choice-request-did-reopen = أُعيد النظر في القرار
choice-request-did-reply = بُلّغ الرد
choice-request-did-register = اكتمل التسجيل
choice-request-did-finish = اكتمل تقديم الخدمة
choice-request-did-object = اعترض مقدّم الطلب
choice-request-did-withdraw = سُحب الطلب
choice-request-did-void = أُلغيت المسودة
choice-request-did-lapse = انتهى لعدم الاستكمال
choice-request-did-create = استُقبل وبدأ طلبه
choice-request-did-explain = وُضّحت المدة وكانت واضحة
choice-request-did-explain-unclear = وُضّحت المدة ولم تتضح
choice-request-did-urge = سُجّل سبب استعجال الرد
choice-request-did-remind = ذُكّر بالنواقص
choice-request-did-joined = ضُم الطلب إلى ملف مقدّم الطلب
choice-request-did-carry-on = تابعت الأسرة الطلب بعده
choice-request-did-tell-promise = أُبلغ بموعد الرد
choice-request-did-tell-missing = أُبلغ بالنواقص
choice-request-did-tell-reply = أُبلغ بالرد
choice-request-did-tell-answer = أُبلغ بجواب سؤاله

choice-request-task-tell-promise = إبلاغه بموعد الرد
choice-request-task-tell-missing = إبلاغه بالنواقص كاملة
choice-request-task-tell-reply = إبلاغه بالرد
choice-request-task-remind = تذكيره بالنواقص
choice-request-task-tell-answer = إبلاغه بجواب سؤاله

choice-request-deviation-urgent-reply = رد قبل انقضاء أقل مدة
choice-request-deviation-separation-relaxed = جمع بين مهمتين يفصل بينهما
choice-request-deviation-closed-undelivered = بند أُقفل دون تسليم

choice-request-told-at-desk = حضوريًا
choice-request-told-phone = بالهاتف
choice-request-told-letter = بخطاب سُلّم له
choice-request-told-visit = في زيارة
choice-request-told-portal = قرأه بنفسه في البوابة
choice-request-told-message = برسالة وصلت إليه
choice-request-told-delegate = عبر المندوب
choice-request-explained-portal = قرأه بنفسه في البوابة قبل التوقيع
choice-request-explained-phone = بالهاتف
choice-request-explained-interview = في المقابلة
choice-request-explained-letter = بخطاب
choice-request-payment-bank = حساب بنكي
choice-request-payment-pickup = استلام من مقر الجمعية
choice-request-floor-from-submission = من اكتمال الطلب وتقديمه
choice-request-floor-from-presentation = من عرضه على لجنة البحث

choice-request-group-mine = عندي الآن
choice-request-group-open = كل المفتوحة
choice-request-group-with-applicant = عند مقدّم الطلب
choice-request-group-in-research = قيد البحث
choice-request-group-before-committee = عند اللجنة
choice-request-group-to-reply = بانتظار التبليغ
choice-request-group-accepted = مقبولة
choice-request-group-done = المنتهية

choice-request-outcome-accept = قبول
choice-request-outcome-accept-part = قبول جزئي
choice-request-outcome-refuse = رفض
choice-request-outcome-refer = تحويل إلى جهة أخرى
choice-request-letter-accept = اعتُمد الطلب.
choice-request-letter-accept-part = اعتُمد بعض ما طُلب.
choice-request-letter-refuse = لم يُعتمد الطلب.
choice-request-letter-refer = تقرر تحويل الطلب إلى:

# نموذج كل إجراء
choice-request-act-tell-missing-title = إبلاغ مقدّم الطلب بالنواقص
choice-request-act-tell-missing-lead = يُبلَّغ بها مرة واحدة كاملة، ثم ينتظر الطلب استكمالها دون أن تبدأ المدة.
choice-request-act-tell-missing-button = تسجيل النواقص
choice-request-act-verify-title = تثبيت المطابقة
choice-request-act-verify-lead = طوبقت المستندات كلها، وكانت سارية يوم التقديم.
choice-request-act-verify-button = توقيع وتثبيت
choice-request-act-explain-title = توضيح المدة لمقدّم الطلب
choice-request-act-explain-button = تسجيل التوضيح
choice-request-act-present-title = الرفع إلى لجنة البحث
choice-request-act-present-lead = وُضّح الأمر لمقدّم الطلب، والملف جاهز للدراسة.
choice-request-act-present-button = رفع إلى لجنة البحث
choice-request-act-urge-title = استعجال الرد لضرورة
choice-request-act-urge-lead = يُسجَّل السبب قبل معرفة ما في القرار، ويظهر مع الاستثناءات.
choice-request-act-urge-button = تسجيل السبب
choice-request-act-reply-title = تبليغ الرد
choice-request-act-reply-lead = يُقرأ القرار وأسبابه على مقدّم الطلب كما صدرت، ويُسلَّم خطابها.
choice-request-act-reply-button = تسجيل الرد
choice-request-act-register-title = استكمال التسجيل
choice-request-act-register-lead = قُبل الطلب، وبقي ما يلزم قبل تقديم الخدمة.
choice-request-act-register-button = إتمام التسجيل
choice-request-act-object-title = تسجيل اعتراض
choice-request-act-object-lead = يعود الطلب إلى اللجنة بعارض آخر، وما قُبل يستمر تقديمه.
choice-request-act-object-button = تسجيل الاعتراض
choice-request-act-remind-title = تذكير بالنواقص
choice-request-act-remind-lead = يُسجَّل كل تذكير بطريقته، ولا ينتهي طلب قبل تذكيرين.
choice-request-act-remind-button = تسجيل التذكير
choice-request-act-lapse-title = إنهاء لعدم الاستكمال
choice-request-act-lapse-lead = انقضت المدة بعد تذكيرين. يمكن لمقدّم الطلب أن يتقدم من جديد متى شاء.
choice-request-act-lapse-button = إنهاء الطلب
choice-request-act-return-title = إعادة للاستكمال
choice-request-act-return-lead = تسقط التواقيع الحالية، ويُطلب التوقيع من جديد عند التقديم.
choice-request-act-return-button = إعادة إلى مقدّم الطلب
choice-request-act-carry-on-title = متابعة الطلب للأسرة
choice-request-act-carry-on-lead = عند وفاة مقدّم الطلب يتابعه فرد بالغ من أسرته، وما وُقّع يبقى كما هو.
choice-request-act-carry-on-button = متابعة الطلب
choice-request-act-withdraw-title = سحب الطلب
choice-request-act-withdraw-lead = برغبة صاحبه، أو لوفاته. يبقى ما جرى محفوظًا.
choice-request-act-withdraw-button = سحب الطلب
choice-request-act-void-title = إلغاء المسودة
choice-request-act-void-lead = لما أُدخل بالخطأ فقط.
choice-request-act-void-button = إلغاء المسودة
event-request-reminding = بدأ تذكير مقدّم الطلب بالنواقص
event-request-at-risk = نُبّه إلى اقتراب الموعد الداخلي
error-no_message_way = لا سبيل إلى رسالة تصل إليه الآن: يلزم إبلاغه بطريقة أخرى
refusal-file_not_matched = مقدّم الطلب سجّل من البوابة ولم يُطابَق بالسجل بعد: مكانه طلبات التسجيل.
requests-unmatched = سجّل من البوابة، ويُطابَق بالسجل قبل اعتماد مستنداته.
requests-unmatched-go = طلبات التسجيل
