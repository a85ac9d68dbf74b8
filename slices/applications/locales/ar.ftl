# طلبات من لا ملف لهم، وطلبات تصحيح البيانات
applications-nav = طلبات التسجيل والتصحيح
applications-title = طلبات التسجيل
applications-of = طلب تسجيل: { $name }
applications-list = من سجّلوا أنفسهم في البوابة
applications-by-state = بحسب الحالة
applications-none = لا طلبات تسجيل تنتظر
applications-none-text = يظهر هنا من سجّل نفسه في البوابة ولا يُعرف له ملف، حتى يُضم إلى ملفه أو يُفتح له ملف.
applications-none-here = لا شيء بهذه الحالة
applications-none-here-text = يمكن اختيار حالة أخرى.
applications-show-open = عرض ما ينتظر
applications-name = الاسم
applications-branch = الفرع
applications-at = ورد في
applications-requests = طلبات الدعم
applications-state = الحالة
applications-what = البيان
applications-claimed = كما كتبه مقدم الطلب
applications-known = كما في السجل
applications-claimed-title = ما كتبه عن نفسه
applications-identity = رقم الهوية
applications-birth = تاريخ الميلاد
applications-sex = الجنس
applications-mobile = الجوال
applications-mobile-confirmed = الجوال (مؤكد برمز)
applications-place = السكن
applications-categories = الفئة
applications-draft = الملف المبدئي
applications-documents = المستندات المرفقة
applications-members = أفراد الأسرة
applications-no-request = لم يبدأ طلب دعم بعد.
applications-years = { $n ->
    [zero] أقل من سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $n } سنوات
    [many] { $n } سنة
   *[other] { $n } سنة
  }
applications-score = تشابه ⁦{ $n }⁩ من 100
applications-likely = من قد يكون؟
applications-nobody = لم نجد في السجل من يشبهه برقم ولا جوال ولا اسم.
applications-same = متطابق
applications-differs = مختلف
applications-file = الملف
applications-no-file = معروف في السجل، وليس له ملف مفتوح.
applications-elsewhere = مسجل لدى فرع آخر
applications-elsewhere-text = الرقم الذي كتبه لمستفيد مسجل لدى فرع آخر. نرجو التنسيق مع ذلك الفرع، أو رفع الطلب إلى المدير ليضمه إلى ملفه.
applications-outcome = البت في الطلب
applications-join = هو هذا الشخص
applications-join-do = ضم الطلب إلى ملفه
applications-join-text = تنتقل طلبات الدعم والمستندات والتواصل والرسائل ومن ينوب عنه إلى ملفه، ويُغلق الملف المبدئي.
applications-join-reason = كيف عُرف أنه هو؟
applications-join-tip = مثال: طوبقت هويته الأصلية في المكتب.
applications-take-mobile = إضافة جواله المؤكد إلى أرقامه
applications-take-mobile-hint = بهذا الرقم يدخل البوابة ويرى ملفه، فلا يُضاف إلا بعد التحقق منه.
applications-add-members = إضافة من لا يوجد في ملفه من الأسرة
applications-add-members-hint = من كان في ملفه من قبل لا يتكرر.
applications-new = مستفيد جديد
applications-new-text = يصير الملف المبدئي ملفًا كسائر الملفات، ويُكتب رقم الهوية لصاحبه.
applications-new-do = فتح ملف له
applications-refuse = الاعتذار عن التسجيل
applications-refuse-text = يُغلق الملف المبدئي وتنتهي طلباته المفتوحة، ويقرأ مقدم الطلب السبب.
applications-refuse-do = تأكيد الاعتذار
applications-refuse-reason = السبب كما سيقرؤه مقدم الطلب
applications-refuse-tip = بعبارة واضحة لطيفة، مع ما يمكنه فعله.
applications-made-new = صار له ملف. ستصله رسالة بذلك، فإن تعذرت ظهر في مكتبك لإبلاغه.
applications-joined = ضُم الطلب إلى ملفه. ستصله رسالة بذلك، فإن تعذرت ظهر في مكتبك لإبلاغه.
applications-refused = سُجل الاعتذار، والسبب في صفحته في البوابة. ستصله رسالة، فإن تعذرت ظهر في مكتبك لإبلاغه.
applications-untold = ينتظر إبلاغه
applications-to-tell = إبلاغ مقدّم الطلب
applications-to-tell-text = لم تصله رسالة بعد. نرجو إبلاغه ثم تسجيل ذلك هنا.
applications-told-by = كيف أُبلغ؟
applications-told-do = تسجيل الإبلاغ
applications-told = سُجل الإبلاغ.
applications-message-closed = سُجل إبلاغه: { $how }
applications-told-how = أُبلغ بالنتيجة
applications-on-its-way = رسالة النتيجة في طريقها إليه.
applications-to-joined = فتح الملف الذي ضُم إليه
applications-panel = التسجيل والتصحيح
applications-panel-applied = سجّل نفسه في البوابة
applications-unmatched = لم يُعرف بعد من صاحب هذا الملف. لا يُتحقق من طلب له حتى يُبت في طلب تسجيله.

applications-corrections = طلبات التصحيح
applications-corrections-list = ما طلب المستفيدون تصحيحه
applications-corrections-none = لا طلبات تصحيح تنتظر
applications-corrections-none-text = يظهر هنا ما يطلب المستفيدون تصحيحه من بياناتهم، الأقرب موعدًا أولًا.
applications-correction-of = تصحيح: { $field }
applications-correction-title = تصحيح { $field }: { $name }
applications-overdue = متأخر
applications-overdue-n = { $n ->
    [zero] لا طلب تصحيح متأخرًا
    [one] طلب تصحيح واحد تجاوز المدة النظامية. نرجو الرد عليه اليوم.
    [two] طلبا تصحيح تجاوزا المدة النظامية. نرجو الرد عليهما اليوم.
    [few] { $n } طلبات تصحيح تجاوزت المدة النظامية. نرجو الرد عليها اليوم.
    [many] { $n } طلب تصحيح تجاوز المدة النظامية. نرجو الرد عليها اليوم.
   *[other] { $n } طلب تصحيح تجاوز المدة النظامية. نرجو الرد عليها اليوم.
  }
applications-left-n = { $n ->
    [zero] آخر يوم اليوم
    [one] بقي يوم
    [two] بقي يومان
    [few] بقيت { $n } أيام
    [many] بقي { $n } يومًا
   *[other] بقي { $n } يوم
  }
applications-late-n = { $n ->
    [one] تأخر يومًا
    [two] تأخر يومين
    [few] تأخر { $n } أيام
    [many] تأخر { $n } يومًا
   *[other] تأخر { $n } يوم
  }
applications-due = الرد قبل
applications-field = ما يراد تصحيحه
applications-is-now = المكتوب الآن
applications-should-be = الصواب
applications-why = السبب
applications-proof = المستند المرفق
applications-asked = ما طُلب
applications-answer = الرد
applications-answer-text = عند القبول يُعدَّل الملف أولًا، ثم يُغلق الطلب هنا.
applications-edit-file = تعديل الملف
applications-edit-back = بعد الحفظ تظهر صفحة الملف، وفيها رابط هذا الطلب ضمن «التسجيل والتصحيح».
applications-unchanged = لم يتغير الملف منذ الطلب.
applications-accept = صُحح في الملف
applications-accept-do = إغلاق الطلب
applications-accept-words = كلمة لمقدّم الطلب
applications-accept-tip = يقرؤها في البوابة.
applications-not-accept = الاعتذار عن التصحيح
applications-not-accept-do = تأكيد الاعتذار
applications-not-accept-words = السبب كما سيقرؤه مقدّم الطلب
applications-not-accept-tip = مع ما يحتاج إليه ليُقبل تصحيحه.
applications-answered = سُجل الرد، وهو في صفحة مقدّم الطلب في البوابة. وتُرسل إليه رسالة إن كانت له وسيلة تصله.
applications-clock-title = المدة النظامية
applications-clock = ثلاثون يومًا للرد
applications-clock-note = آخرها { $date }
applications-whose-title = صاحب البيانات
applications-whose = صاحب البيانات
applications-asker = من طلب التصحيح

choice-application-open = ينتظر
choice-application-made-new = فُتح له ملف
choice-application-joined = ضُم إلى ملفه
choice-application-refused = اعتُذر عنه
choice-application-why-identity = رقم الهوية نفسه
choice-application-why-mobile = الجوال نفسه
choice-application-why-name = الاسم نفسه
choice-application-why-near-name = اسم قريب
choice-application-why-birth = تاريخ الميلاد نفسه
choice-application-why-birth-year = سنة الميلاد نفسها
choice-correction-open = ينتظر
choice-correction-accepted = صُحح
choice-correction-refused = اعتُذر عنه
choice-correction-field-name = الاسم
choice-correction-field-identity = رقم الهوية
choice-correction-field-birth = تاريخ الميلاد
choice-correction-field-sex = الجنس
choice-correction-field-mobile = الجوال
choice-correction-field-address = السكن والعنوان
choice-correction-field-members = أفراد الأسرة
choice-correction-field-income = الدخل
choice-correction-field-iban = الحساب البنكي
choice-correction-field-categories = الفئة
choice-correction-field-other = غير ذلك

permission-application-read = الاطلاع على طلبات التسجيل والتصحيح
permission-application-decide = البت في طلبات التسجيل والتصحيح
event-application-begin = سجّل نفسه في البوابة
event-application-make-new = فُتح ملف لمن سجّل نفسه
event-application-join = ضُم طلب تسجيل إلى ملف صاحبه
event-application-refuse = اعتُذر عن تسجيل
event-application-told = أُبلغ مقدّم طلب التسجيل بالنتيجة
event-application-opened = اطُّلع على طلب تسجيل
event-correction-ask = طُلب تصحيح بيانات
event-correction-answer = رُد على طلب تصحيح
event-correction-opened = اطُّلع على طلب تصحيح
refusal-claim_taken = رقم الهوية المكتوب لـ { $name } مسجل من قبل لشخص آخر. نرجو مراجعة الرقم، أو ضم الطلب إلى ملف صاحبه.
refusal-join_not_open = ملفه مغلق أو لم يُبت فيه بعد، فلا يُضم إليه.
refusal-correction_many = لديكم طلبات تصحيح كثيرة تنتظر الرد. نرجو انتظار الرد عليها أولًا.
conflict-application_told = سُجل إبلاغه قبل قليل.
conflict-application_decided = بُت في هذا الطلب قبل قليل.
conflict-correction_answered = رُد على هذا الطلب قبل قليل.
