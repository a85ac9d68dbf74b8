# المستندات الرسمية
papers-panel = المستندات الرسمية
papers-open = عرض وطباعة
papers-other-language = بالإنجليزية
papers-save = تنزيل

papers-kind-request-form = نموذج طلب دعم مستفيد
papers-kind-request-form-blank = نموذج طلب دعم مستفيد للتعبئة
papers-kind-receipt = إشعار استلام الطلب
papers-kind-missing-list = بيان المستندات الناقصة
papers-kind-decision = خطاب الرد
papers-kind-deferral = إشعار تأجيل
papers-kind-disbursement-order = أمر صرف
papers-kind-delivery-receipt = سند استلام
papers-kind-file-summary = ملخص الملف

# على الورقة
papers-number = الرقم:
papers-corresponding = الموافق:
papers-attachments = المرفقات:
papers-no-attachments = لا يوجد
papers-pages = صفحة {"{"}page{"}"} من {"{"}pages{"}"}
papers-both = { $first } الموافق { $second }
papers-stamp = الختم
papers-verify = للتحقق من هذا المستند يُمسح الرمز، أو يُفتح العنوان:
papers-verify-by-code = للتحقق من هذا المستند يُكتب الرمز { $code } في صفحة التحقق بموقع الجمعية:
papers-logo-alt = شعار { $name }
papers-code-alt = رمز مربّع يقود إلى صفحة التحقق من هذا المستند
papers-witness = الشاهد

papers-request = رقم الطلب
papers-filled-on = تاريخ التعبئة
papers-service = الخدمة
papers-submitted = تاريخ التقديم
papers-applicant = مقدّم الطلب
papers-beneficiary = المستفيد
papers-full-name = الاسم كما في الهوية
papers-identity = رقم الهوية
papers-birth = تاريخ الميلاد
papers-mobile = الجوال
papers-second-mobile = جوال آخر ومن يجيب عليه
papers-address = الحي والعنوان
papers-file = رقم الملف
papers-file-if-any = رقم الملف إن وُجد
papers-prefers = طريقة التواصل المفضّلة
papers-contact-note = ملاحظة للتواصل
papers-need = الحاجة
papers-need-in-words = الحاجة بكلمات مقدّم الطلب
papers-amount-asked = المبلغ المطلوب
papers-goods-asked = ما يُطلب
papers-dwelling = السكن
papers-rent = الإيجار السنوي
papers-means = السكن والدخل والالتزامات
papers-income = مصدر الدخل
papers-income-hint = يُكتب أمام كل مصدر ما يأتي منه في الشهر، ويُترك ما لا ينطبق.
papers-monthly = المبلغ في الشهر
papers-no-income = لا دخل للأسرة
papers-debts = الديون
papers-debts-monthly = القسط الشهري
papers-debts-about = لمن الدين وسببه
papers-no-debts = لا ديون
papers-household = أفراد الأسرة
papers-name = الاسم
papers-relation = القرابة
papers-age = العمر
papers-documents = المستندات
papers-documents-asked = المستندات المطلوبة
papers-document = المستند
papers-document-state = حاله
papers-valid-until = سارٍ حتى
papers-when-asked = لمن ومتى
papers-no-documents = لا يتطلب هذا الطلب مستندات.
papers-declaration = الإقرار والتوقيع
papers-withheld = الدخل والديون والمستندات الصحية محفوظة في الملف، ولا تظهر في هذه النسخة.

papers-handed-in = المستندات المستلمة
papers-none-handed-in = لم يُسلَّم مع الطلب مستند.
papers-object-days = لمقدّم الطلب الاعتراض على الرد خلال { $n ->
    [one] يوم واحد
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
 } من صدوره.

papers-decision = القرار
papers-amount = المبلغ
papers-amount-words = المبلغ كتابةً
papers-goods = ما اعتُمد
papers-referral-body = الجهة المحوَّل إليها
papers-conditions = الشروط
papers-reasons = الأسباب
papers-added = إضافة
papers-object-until = الاعتراض حتى
papers-deferred-until = مؤجَّل حتى
papers-deferral-reason = حاجة الدراسة إلى مزيد من الوقت.

papers-payee = المستفيد من الصرف
papers-by-decision = بموجب الخطاب
papers-iban = رقم الحساب (آيبان)
papers-bank = البنك
papers-due = تاريخ الاستحقاق
papers-treasurer = أمين الصندوق
papers-released-on = أُذن بالصرف في { $day }
papers-item = البند
papers-quantity = الكمية
papers-way = طريقة التقديم
papers-money = مبلغ مالي
papers-goods-n = { $goods } × { $n }
papers-receiver = المستلم
papers-receiver-relation = صفته
papers-proof = إثبات الاستلام
papers-remarks = ملاحظات المستلم
papers-signed-here = وقّع عند الاستلام
papers-deliverer = سلّمه
papers-day-by-hand = .......................

papers-head = رب الأسرة
papers-branch = الفرع
papers-file-status = حال الملف
papers-since = تاريخ فتح الملف
papers-next-review = المراجعة القادمة
papers-categories = الفئات
papers-income-class = شريحة الدخل
papers-requests = الطلبات
papers-no-requests = لا طلبات في الملف.
papers-state = الحالة

# التحقق العام
papers-confirm-title = التحقق من مستند
papers-confirm-lead = في آخر كل مستند رسمي من الجمعية رمز يُمسح بالجوال، أو يُكتب هنا.
papers-confirm-code = رمز التحقق
papers-confirm-code-hint = ستة عشر حرفًا ورقمًا، ولا يهم ما بينها من مسافات.
papers-confirm-check = التحقق
papers-confirm-yes = هذا مستند صادر من الجمعية
papers-confirm-yes-text = يُطابَق النوع والرقم والتاريخ أدناه بما على الورقة، فإن اختلف شيء منها فليست هي.
papers-confirm-replaced = صدرت بعد هذا المستند نسخة أحدث منه.
papers-confirm-paper = المستند
papers-confirm-kind = النوع
papers-confirm-number = الرقم
papers-confirm-issued = صدر في
papers-confirm-edition = الإصدار
papers-confirm-digest = بصمة الملف
papers-confirm-digest-text = هذه بصمة الملف كما صدر (SHA-256). من وصله الملف نفسه قارن بصمته بها: أي تغيير فيه، ولو حرفًا، يغيّرها.
papers-confirm-paste = بصمة الملف الذي لديك
papers-confirm-compare = مقارنة
papers-confirm-same = البصمتان متطابقتان: الملف كما صدر.
papers-confirm-differs = البصمتان مختلفتان: الملف ليس كما صدر، أو نُقصت البصمة عند نسخها.
papers-confirm-how = كيف تُحسب البصمة؟
papers-confirm-how-text = تُحسب على جهازك، ولا يُرفع الملف إلى أحد. في سطر الأوامر:
papers-confirm-private = لا تعرض هذه الصفحة اسم أحد ولا شيئًا مما في المستند.
papers-confirm-no = لا مستند بهذا الرمز
papers-confirm-no-text = قد يكون في الرمز حرف مختلف، فيمكن كتابته مرة أخرى كما هو على الورقة. وإن بقي غير معروف فالجمعية تجيب على أرقامها أدناه.

permission-papers-read = عرض المستندات الرسمية
permission-papers-read-orders = عرض أوامر الصرف بأرقام الحسابات
event-paper-issued = أصدر مستندًا رسميًا
event-paper-numbered = أعطى أمر الصرف رقمه
event-paper-opened = اطّلع على مستند رسمي
