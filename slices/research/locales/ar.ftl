# البحث الاجتماعي: الإحالة للاستيضاح، ودراسات الحالة
research-nav = البحث الاجتماعي
research-title = البحث الاجتماعي
research-views = قوائم البحث الاجتماعي
research-view-mine = دراساتي
research-view-questions = أسئلة محالة تنتظر الجواب
research-view-assign = طلبات تنتظر باحثًا
research-view-studies = دراسات جارية
research-view-all = كل الدراسات
research-none-mine = لا دراسة بين يديك الآن
research-none-mine-text = تظهر هنا الدراسة حين يسندها إليك مسؤول البحث الاجتماعي.
research-none-questions = لا سؤال محالًا ينتظر الجواب
research-none-questions-text = ما يحيله موظفو العلاقات من أمور غير واضحة يصل إلى هنا.
research-none-assign = لا طلب ينتظر باحثًا
research-none-assign-text = يصل إلى هنا كل طلب استوفى مطابقته وتحتاج خدمته إلى دراسة.
research-none-studies = لا دراسة جارية
research-none-studies-text = الدراسات التي أُسندت ولم تُعرض على اللجنة بعد تظهر هنا.
research-none-all = لا دراسات بعد
research-none-all-text = تُحفظ هنا كل دراسة بدأت، جاريةً كانت أو منتهية.
research-person = المستفيد
research-file = رقم الملف
research-request = الطلب
research-service = الخدمة
research-researcher = الباحث الاجتماعي
research-asked-by = من موظف العلاقات
research-asked-at = أُحيل في
research-verified-at = استوفى المطابقة في
research-assigned-at = أُسندت في
research-act = الإجراء
research-nothing-yet = لم يُحل من هذا الطلب شيء إلى البحث الاجتماعي.

# الاستيضاح
research-ask = إحالة إلى مسؤول البحث الاجتماعي
research-ask-what = ما الذي لم يتضح؟
research-question = السؤال المحال
research-question-hint = يُكتب الأمر كما هو مع ما يلزم لفهمه. يطّلع عليه مسؤول البحث الاجتماعي وموظفو هذا الطلب.
research-ask-button = إحالة السؤال
research-asked = أُحيل السؤال إلى البحث الاجتماعي، وسيظهر الجواب في هذه الصفحة.
research-answer = جواب البحث الاجتماعي
research-answer-hint = يصل الجواب إلى موظف العلاقات، ومنه إلى مقدّم الطلب، فيُكتب بما يفهمه كلاهما.
research-answer-button = إرسال الجواب
research-answered = سُجّل الجواب، وأُضيف إبلاغ مقدّم الطلب إلى مهام موظف العلاقات.
research-answered-already = أُجيب عن هذا السؤال.

# إسناد الدراسة
research-start = بدء البحث الاجتماعي
research-start-button = إسناد إلى باحث
research-started = أُسند الطلب إلى الباحث، وصار قيد البحث الاجتماعي.
research-who = الباحث ونوع الدراسة
research-researcher-hint = من له كتابة الدراسات في فرع هذا الطلب. ولا يدرس أحد ملف أسرته.
research-kind = نوع الدراسة
research-kind-hint = الدراسة المكتبية تكفي فيها المستندات، والميدانية تكون بزيارة الأسرة، والمتابعة بعد خدمة سابقة.
research-nobody = لا باحث في هذا الفرع
research-nobody-text = لا يوجد في فرع الطلب موظف له صلاحية كتابة الدراسات. يضيفها مدير النظام من صفحة الموظفين.
research-assign = نقل الدراسة إلى باحث آخر
research-assign-button = نقل الدراسة
research-assigned = نُقلت الدراسة. وما وُقّع منها قبل النقل يحتاج إلى توقيع الباحث الجديد.

# الدراسة
research-study = دراسة الحالة
research-study-round = { $n ->
    [one] دراسة الحالة الأولى
    [two] دراسة الحالة الثانية
   *[other] دراسة الحالة رقم { $n }
}
research-study-edit = كتابة دراسة الحالة
research-write = كتابة الدراسة
research-study-saved = حُفظت الدراسة.
research-study-signed = وُقّعت الدراسة، وصار الطلب جاهزًا للعرض على لجنة البحث.
research-signed-at = وُقّعت في
research-void = توقيع هذه الدراسة لم يعد ساريًا
research-void-text = تغيّرت الدراسة أو بيانات الطلب بعد التوقيع، فلا تُعرض على اللجنة حتى يوقّعها الباحث من جديد.
research-will-void = هذه الدراسة موقّعة. أي تغيير فيها يُسقط توقيعها، ويلزم توقيعها من جديد.
research-talk-first = الحديث مع الأسرة أولًا، ثم الكتابة. لا مؤقت لهذه الصفحة، ويمكن حفظها ناقصة والعودة إليها.
research-how = الزيارة والحضور
research-visit = تاريخ الزيارة أو المقابلة
research-visit-hint = مثل ⁦8 / 6 / 1448⁩ هجري.
research-visit-place = المكان
research-visit-place-hint = بيت الأسرة، أو مقر الجمعية، أو غيرهما.
research-present = من حضر
research-present-hint = بأسمائهم وصلتهم بالأسرة.
research-findings = ما شوهد وسُمع
research-findings-label = وصف الحال
research-findings-hint = ما رآه الباحث وسمعه كما هو، من غير حكم على أحد. تقرؤه اللجنة، ولمقدّم الطلب أن يطّلع عليه.
research-means = الأحوال المعيشية كما وُجدت
research-means-closed = الدخل والديون تظهر لمن له صلاحية الاطلاع عليها.
research-members = عدد أفراد الأسرة
research-income = مجموع الدخل الشهري
research-income-hint = من كل المصادر؛ ويُكتب صفر إن لم يوجد دخل.
research-rent = الإيجار السنوي
research-debts = مجموع الديون
research-needs = الاحتياج
research-needs-label = ما تحتاج إليه الأسرة
research-needs-hint = الأشد إلحاحًا أولًا.
research-evaluation = التقييم
research-evaluation-label = تقييم الباحث للحالة
research-class = شريحة الدخل
research-class-hint = كما يراها الباحث من الدخل الذي وجده.
research-recommendation = التوصية
research-recommendation-label = ما يوصي به الباحث
research-amount = المبلغ الموصى به
research-amount-hint = جملة المبلغ، ولو كان يُصرف على أشهر.
research-recommended = الموصى به عينًا، أو الجهة المحوَّل إليها
research-recommended-hint = مثل: ثلاجة وغسالة، أو اسم الجهة.
research-reasons = أسباب التوصية
research-reasons-hint = بما تقرؤه اللجنة وتبني عليه.
research-not-written = لم يُكتب بعد.
research-not-written-text = ما شوهد وسُمع، والاحتياج، والتقييم، والتوصية تظهر هنا بعد كتابتها.
research-others = دراسات أخرى لهذا الطلب
research-save = حفظ الدراسة
research-save-sign = حفظ ثم توقيع
research-report = تقرير بحث حالة
research-digest = بصمة ما وُقّع:
research-paper-unsigned = مسودة لم يوقّعها الباحث.
research-sign = توقيع الدراسة
research-sign-text = أقرّ بأن ما كتبته في هذه الدراسة هو ما وجدته وسمعته، وأن التوصية رأيي المهني. يسري التوقيع على نص الدراسة وبيانات الطلب كما قُدّمت. ويسقط إن تغيّر أحدهما.
research-password = كلمة المرور
research-password-hint = كتابتها مرة أخرى تقوم مقام التوقيع باليد.
research-sign-button = توقيع الدراسة

choice-study-kind-desk = مكتبية
choice-study-kind-field = ميدانية
choice-study-kind-follow-up = متابعة
choice-study-recommendation-accept = قبول الطلب
choice-study-recommendation-accept-part = قبول جزئي
choice-study-recommendation-refuse = رفض الطلب
choice-study-recommendation-refer = تحويل إلى جهة أخرى
choice-study-standing-draft = مسودة
choice-study-standing-signed = موقّعة
choice-study-standing-changed = تغيّرت بعد التوقيع
choice-study-standing-outdated = تغيّر الطلب بعد التوقيع

permission-research-list = الاطلاع على قوائم البحث الاجتماعي
permission-clarification-ask = إحالة الأمور غير الواضحة إلى البحث الاجتماعي
permission-clarification-answer = الجواب عن الأسئلة المحالة
permission-study-write = كتابة دراسات الحالة وتوقيعها
permission-study-read = الاطلاع على دراسات الحالة

event-clarification-ask = أُحيل سؤال إلى البحث الاجتماعي
event-clarification-answer = أُجيب عن سؤال محال
event-study-assign = نُقلت دراسة حالة إلى باحث آخر
event-study-write = كُتب في دراسة حالة
event-study-sign = وُقّعت دراسة حالة
event-study-opened = فُتحت دراسة حالة

error-visit_future = لا يكون تاريخ الزيارة بعد اليوم.
error-visit_year_only = نرجو كتابة تاريخ الزيارة كاملًا.
refusal-clarification_closed = هذا الطلب منتهٍ، فلا يُحال منه سؤال.
refusal-study_not_open = لا يُكتب في هذه الدراسة الآن: الطلب ليس قيد البحث الاجتماعي بها.
refusal-study_signed = هذه الدراسة موقّعة، ولم تتغير منذ توقيعها.
refusal-study_no_submission = لا يوجد للطلب تقديم سارٍ يُوقَّع عليه.
conflict-question_answered = أجاب زميل عن هذا السؤال قبل قليل، فلم يُحفظ الجواب الثاني.
