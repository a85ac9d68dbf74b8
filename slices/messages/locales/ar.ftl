# الرسائل
messages-nav = الرسائل
messages-title = الرسائل
messages-settings = الإعدادات
messages-all = الكل
messages-by-status = بحسب الحال
messages-by-channel = بحسب القناة
messages-by-event = بحسب المناسبة
messages-every-event = كل المناسبات
messages-show = عرض
messages-find = البحث برقم الطلب أو الجوال أو البريد
messages-find-go = بحث
messages-list = ما كُتب للناس
messages-none = لا رسائل بعد
messages-none-text = تُكتب هنا كل رسالة حين تقع مناسبتها: وصول طلب، نقص فيه، صدور رد.
messages-none-here = لا رسائل بهذا الوصف
messages-none-here-text = قد تكون في قناة أخرى أو حال أخرى.
messages-show-all = عرض كل الرسائل
messages-in-n = { $n ->
    [zero] الوارد
    [one] وارد واحد
    [two] واردان
    [few] { $n } واردة
    [many] { $n } واردًا
   *[other] { $n } وارد
}
messages-dead-n = { $n ->
    [zero] ما لم يصل
    [one] رسالة لم تصل
    [two] رسالتان لم تصلا
    [few] { $n } رسائل لم تصل
    [many] { $n } رسالة لم تصل
   *[other] { $n } رسالة لم تصل
}
messages-console = الإرسال غير مفعّل بعد
messages-console-text = الرسائل تُكتب الآن على شاشة الخادم فقط ولا تصل إلى أحد. لتصل فعلًا: اختيار مزوّد من إعدادات قنوات الإرسال.
messages-console-one = كُتبت هذه الرسالة على شاشة الخادم فقط، ولم تصل إلى أحد.
messages-dead = رسائل لم تصل
messages-dead-text = رسائل تعذّر إيصالها بكل الطرق المتاحة، أو لا يُعرف مآلها. تُعاد بعد معالجة السبب، أو تُغلق بذكر ما جرى: اتصال، تسليم باليد.
messages-dead-list = بانتظار قرارك
messages-dead-none = وصل كل ما أُرسل
messages-dead-none-text = لا رسائل تنتظر قرارًا.
messages-dead-more = المعروض أحدث مئة رسالة، ويظهر ما بعدها مع معالجتها.
messages-choose = اختيار
messages-way-best = أنسب طريق متاح له
messages-by = الإرسال عبر
messages-by-hint = لا يُرسل لأحد بطريق لم يوافق عليه.
messages-resend = إعادة الإرسال
messages-resend-chosen = إعادة إرسال المختار
messages-close = إغلاق
messages-close-go = إغلاق الرسالة
messages-close-chosen = إغلاق المختار
messages-close-reason = سبب الإغلاق
messages-close-hint = مثل: أُبلغ باتصال، سُلّم باليد، رقم غير صحيح.
messages-unsure = لا يُعرف إن كانت وصلت
messages-unsure-text = انقطع الاتصال بالمزوّد بعد خروج الرسالة وقبل جوابه. إعادة الإرسال قد تجعلها تصل مرتين؛ يحسن التأكد من حساب المزوّد أو من صاحبها أولًا.
messages-arrived = وصلت، تأكدت من ذلك
messages-held = تنتظر وقتها
messages-held-text = لا نرسل في ساعات الهدوء، ونجمع ما تقارب في رسالة واحدة. تُرسل:
messages-text = نص الرسالة
messages-merged-into = جُمعت مع غيرها في رسالة واحدة
messages-do = ما يمكن عمله
messages-facts = بيانات الرسالة
messages-to = إلى
messages-address = العنوان
messages-channel = القناة
messages-lang = اللغة
messages-written = كُتبت
messages-read = فُتحت في البوابة
messages-request = الطلب
messages-file = الملف
messages-open = فتح
messages-receipt = رقمها لدى المزوّد
messages-tries = المحاولات
messages-tries-none = لم تجرِ محاولة بعد.
messages-in = الوارد
messages-in-list = ما كتبه الناس لنا
messages-in-open = بانتظار الرد
messages-in-done = رُدّ عليه
messages-in-none = لا رسائل واردة
messages-in-none-done = لم يُردّ على شيء بعد
messages-in-none-text = تظهر هنا رسائل واتساب التي يكتبها الناس لرقم الجمعية، ولكل منها سجل تواصل ينتظر الرد.
messages-in-unknown = رقم غير مسجل، أو مشترك بين أكثر من شخص
messages-in-contact = فتح سجل التواصل
messages-in-handle = رُدّ عليها
messages-in-taken = رُدّ عليه
messages-in-kind = (رسالة بلا نص: { $kind })
messages-panel = آخر الرسائل
messages-updates-n = { $n ->
    [one] تحديث
    [two] تحديثان
    [few] { $n } تحديثات
    [many] { $n } تحديثًا
   *[other] { $n } تحديث
}
messages-flash-resent = أُعيدت إلى صف الإرسال.
messages-flash-closed = أُغلقت وحُفظ السبب.
messages-flash-arrived = سُجّل أنها وصلت.
messages-flash-handled = سُجّل أنه رُدّ عليها.
messages-flash-text = حُفظ النص، وتخرج به الرسائل من الآن.
messages-flash-house = حُفظت إعدادات الإرسال.
messages-flash-channel = حُفظت القناة.

# النصوص
messages-texts = نصوص الرسائل
messages-texts-hint = ما تقوله الجمعية في كل مناسبة، بكل قناة ولغة
messages-texts-text = لكل مناسبة نص في كل قناة وبكل لغة. النصوص الأصلية قصيرة ومحترمة، ويمكن تغييرها بكلمات الجمعية. لا تُذكر تفاصيل الحالة في رسالة: يكفي رابط يُدخل منه إلى البوابة.
messages-text-own = بكلمات الجمعية
messages-text-builtin = النص الأصلي
messages-words = الكلمات
messages-subject = العنوان
messages-body = النص
messages-body-hint = تُكتب المتغيرات بين قوسين، مثل ⁦{ "{" }number{ "}" }⁩. القائمة في هذه الصفحة.
messages-template = اسم القالب المعتمد
messages-template-hint = كما اعتُمد لدى واتساب: أحرف إنجليزية صغيرة وأرقام وشرطة سفلية.
messages-template-text = واتساب لا يقبل إلا قالبًا معتمدًا، إلا خلال يوم من رسالة كتبها الشخص. يحسن أن يطابق النص هنا القالب المعتمد، فهو الذي يُحفظ في السجل.
messages-params = متغيرات القالب بترتيبها
messages-params-hint = بينها فواصل، مثل: name, number, link
messages-template-lang = لغة القالب
messages-save = حفظ
messages-preview = معاينة
messages-preview-head = كما ستُقرأ
messages-preview-note = القيم هنا أمثلة مخترعة.
messages-reset = العودة إلى النص الأصلي
messages-vars = المتغيرات المتاحة
messages-vars-text = هذه وحدها تُملأ في هذه المناسبة.
messages-versions = النسخ السابقة
messages-parts-n = { $n ->
    [one] رسالة نصية واحدة
    [two] رسالتان نصيتان
    [few] { $n } رسائل نصية
    [many] { $n } رسالة نصية
   *[other] { $n } رسالة نصية
} · { $chars } حرفًا · يتبقى { $left }
messages-parts-long = أكثر من رسالتين نصيتين: تزيد الكلفة، وقد تصل الأجزاء متفرقة.
messages-sample-name = نورة

# القنوات
messages-channels = قنوات الإرسال
messages-channels-hint = الرسائل النصية وواتساب والبريد: المزوّدون وساعات الهدوء
messages-channel-hint-sms = تصل إلى كل جوال. تُرسل ما لم يسحب صاحب الرقم موافقته.
messages-channel-hint-whatsapp = لمن وافق عليها. لا نعدّها وصلت إلا بإشعار التسليم.
messages-channel-hint-email = لمن له بريد مسجل.
messages-house = كيف نرسل ومتى
messages-house-text = رموز الدخول وما لا يحتمل التأخير لا ينتظر ساعات الهدوء.
messages-base = عنوان البوابة
messages-base-hint = يُفتح منه كل رابط في الرسائل، مثل ⁦https://bir.example.org⁩
messages-base-missing = لم يُحدد عنوان البوابة بعد في صفحة قنوات الإرسال، فالعنوان أعلاه ناقص أوله.
messages-quiet-from = بداية الهدوء
messages-quiet-to = نهاية الهدوء
messages-friday = الجمعة: لا نرسل قبل
messages-friday-hint = للاستغناء عنه: ⁦00:00⁩
messages-wait = مهلة الجمع بالثواني
messages-wait-hint = ما تقارب لشخص واحد خلالها يصبح رسالة واحدة.
messages-silent = مهلة إشعار واتساب بالساعات
messages-silent-hint = بعدها تُرسل بطريق آخر إن لم يرد إشعار بالتسليم.
messages-console-counts = عدّ ما يُكتب على شاشة الخادم رسالة واصلة
messages-console-counts-hint = للتجربة والتدريب فقط.
messages-provider = المزوّد
messages-set = إعدادات المزوّد
messages-off-text = لا يُرسل شيء بهذه القناة.
messages-use = اعتماد هذا المزوّد
messages-repeat = المزوّد يعرف الرسالة المكررة برقمنا فلا يرسلها مرتين
messages-repeat-hint = إن لم يكن هذا مؤكدًا فليُترك فارغًا: ما يُجهل مآله ينتظر قرار موظف بدل أن يصل مرتين.
messages-secret-stored = محفوظ ولا يُعرض. يُترك فارغًا ليبقى كما هو.
messages-key-lost = لا يمكن فتح الأسرار المحفوظة: مفتاح الرسائل ليس في مجلد المفاتيح. يُعاد المفتاح أو تُكتب الأسرار من جديد.
messages-try = تجربة القناة
messages-try-email = بريد تصل إليه التجربة
messages-try-mobile = جوال تصل إليه التجربة
messages-try-go = إرسال رسالة تجربة
messages-try-subject = تجربة الإرسال
messages-try-text = رسالة تجربة من { $org }. لا تحتاج إلى رد.
messages-try-ok = قبلها المزوّد. يحسن التأكد من وصولها إلى الجهاز.
messages-try-console = كُتبت على شاشة الخادم فقط.
messages-try-failed = لم تُرسل: { $why }
messages-try-unsure = لا يُعرف إن كانت أُرسلت: { $why }
messages-hook = عنوان الإشعارات
messages-hook-text = يُعطى هذا العنوان للمزوّد ليخبرنا بما وصل. لا يُعطى لغيره.

# حقول المزوّدين
messages-set-host = الخادم
messages-set-port = المنفذ
messages-set-tls = التشفير
messages-set-user = اسم المستخدم
messages-set-password = كلمة المرور
messages-set-from = عنوان المرسل
messages-set-from-name = اسم المرسل الظاهر
messages-set-reply-to = عنوان الرد
messages-set-root-certificate = شهادة جهة التوثيق
messages-set-app-sid = معرف التطبيق
messages-set-sender = اسم المرسل المسجل
messages-set-base = عنوان الخدمة
messages-set-bearer = رمز التطبيق
messages-set-api-key = مفتاح الخدمة
messages-set-key = مفتاح التطبيق
messages-set-secret = سر التطبيق
messages-set-url = العنوان
messages-set-method = الطريقة
messages-set-form = شكل المحتوى
messages-set-headers = الترويسات
messages-set-body = المحتوى
messages-set-success-status = أرقام الحال الناجحة
messages-set-success-pointer = موضع علامة النجاح
messages-set-success-value = علامة النجاح
messages-set-receipt-pointer = موضع رقم الرسالة
messages-set-phone-id = معرف الرقم
messages-set-token = رمز الدخول الدائم
messages-set-app-secret = سر التطبيق
messages-set-verify-token = كلمة التحقق
messages-set-version = نسخة الواجهة
messages-set-hint-base = لا يُغيّر عادةً.
messages-set-hint-headers = سطر لكل ترويسة: ⁦Name: value⁩. القيم أسرار لا تُعرض، وما تُرك بعد النقطتين فارغًا يبقى.
messages-set-hint-body = تُكتب فيه المواضع ⁦{ "{" }to{ "}" } { "{" }text{ "}" } { "{" }id{ "}" }⁩. لا يُعرض بعد الحفظ.
messages-set-hint-root-certificate = بصيغة PEM، ويُترك فارغًا لخدمة معروفة.
messages-set-hint-verify-token = كلمة تختارونها وتكتبونها في إعداد واتساب.
messages-set-hint-sender = كما سُجّل لدى الجهة المنظمة.
messages-time-morning = صباحًا
messages-time-afternoon = بعد الظهر
messages-time-evening = مساءً
messages-set-hint-port = يُترك فارغًا للمعتاد.
choice-message-set-starttls = تشفير يبدأ بعد الاتصال
choice-message-set-implicit = تشفير من أول الاتصال
choice-message-set-none = بلا تشفير (خادم على الجهاز نفسه فقط)
choice-message-set-post = POST
choice-message-set-put = PUT
choice-message-set-get = GET
choice-message-set-json = JSON
choice-message-set-form = نموذج
choice-message-set-query = في العنوان
choice-message-provider-off = متوقفة
choice-message-provider-console = شاشة الخادم (تجربة)
choice-message-provider-smtp = خادم بريد
choice-message-provider-unifonic = يونيفونك
choice-message-provider-taqnyat = تقنيات
choice-message-provider-msegat = مسجات
choice-message-provider-jawaly = فورجوالي
choice-message-provider-generic = مزوّد آخر
choice-message-provider-whatsapp = واتساب السحابي

# الرموز
choice-message-event-request-received = وصول الطلب
choice-message-event-request-missing = نقص في الطلب
choice-message-event-request-reminder = تذكير بالنقص
choice-message-event-request-replied = صدور الرد
choice-message-event-request-objected = وصول الاعتراض
choice-message-event-delivery-ready = جاهزية الخدمة
choice-message-event-delivery-receipt-ask = السؤال عن الاستلام
choice-message-event-clarification-answered = جواب الاستيضاح
choice-message-event-document-expiring = قرب انتهاء مستند
choice-message-event-file-review-due = موعد التحديث السنوي
choice-message-event-visit-tomorrow = زيارة الغد
choice-message-event-account-code = رمز الدخول
choice-message-event-account-sign-code = رمز توقيع الطلب
choice-message-event-account-copy-code = رمز نسخة البيانات
choice-message-event-account-number-changed = تغيّر رقم الجوال
choice-message-event-application-refused = الرد على طلب التسجيل
choice-message-event-application-joined = انضمام الطلب إلى الملف
choice-message-event-representation-decided = النظر في التمثيل
choice-message-event-correction-answered = النظر في التصحيح
choice-message-event-staff-target-at-risk = قرب الموعد الداخلي
choice-message-event-merged = عدة تحديثات معًا
choice-message-channel-sms = رسالة نصية
choice-message-channel-whatsapp = واتساب
choice-message-channel-email = بريد إلكتروني
choice-message-channel-inbox = البوابة
choice-message-channel-console = شاشة الخادم
choice-message-group-waiting = تنتظر
choice-message-group-gone = أُرسلت
choice-message-group-trouble = لم تصل
choice-message-group-inside = في البوابة فقط
choice-message-group-closed = مغلقة
choice-message-status-held = تنتظر وقتها
choice-message-status-queued = في صف الإرسال
choice-message-status-sending = تُرسل الآن
choice-message-status-retry = تُعاد قريبًا
choice-message-status-sent = أُرسلت
choice-message-status-delivered = وصلت
choice-message-status-read = قُرئت
choice-message-status-inbox = في البوابة
choice-message-status-merged = جُمعت مع غيرها
choice-message-status-dead = لم تصل
choice-message-status-unsure = لا يُعرف مآلها
choice-message-status-closed = مغلقة
choice-message-outcome-begun = بدأ الإرسال
choice-message-outcome-accepted = قبلها المزوّد
choice-message-outcome-later = تُعاد لاحقًا
choice-message-outcome-refused = لم تُقبل
choice-message-outcome-unsure = انقطع الاتصال بعد خروجها
choice-message-outcome-lost = توقف البرنامج قبل أن يُعرف مآلها
choice-message-outcome-failed = قُبلت ولم تصل
choice-message-outcome-resent = إعادة بقرار موظف
choice-message-lang-ar = العربية
choice-message-lang-en = الإنجليزية
choice-message-var-org = اسم الجمعية
choice-message-var-name = الاسم الأول
choice-message-var-number = رقم الطلب
choice-message-var-date = التاريخ
choice-message-var-time = الساعة
choice-message-var-count = العدد
choice-message-var-code = الرمز
choice-message-var-minutes = الدقائق
choice-message-var-updates = عدد التحديثات بالكلمات
choice-message-var-link = الرابط
messages-why-unreachable = تعذّر الاتصال بالمزوّد
messages-why-timeout = تأخر جواب المزوّد
messages-why-cut = انقطع الاتصال
messages-why-limited = كثرت الرسائل على المزوّد
messages-why-provider = خلل لدى المزوّد
messages-why-garbled = جواب غير مفهوم من المزوّد
messages-why-credentials = بيانات الدخول إلى المزوّد غير مقبولة
messages-why-sender = اسم المرسل غير مسجل
messages-why-balance = الرصيد لا يكفي
messages-why-settings = إعدادات القناة غير مكتملة
messages-why-recipient = العنوان لا يستقبل
messages-why-unwanted = طلب صاحب الرقم إيقاف الرسائل لدى المزوّد
messages-why-text = لم يُقبل النص
messages-why-template = القالب غير معتمد
messages-why-window = خارج مهلة اليوم في واتساب
messages-why-undelivered = لم تُسلّم إلى الجهاز
messages-why-expired = مضى وقت تسليمها
messages-why-other = لم تُقبل لسبب آخر
messages-why-lost = توقف البرنامج أثناء الإرسال
messages-why-sealed = تعذّر فتح الرمز بمفتاح هذا الخادم
messages-why-late = مضى وقتها قبل أن تُرسل
messages-why-silent = لم يرد إشعار بالتسليم
permission-message-read = الاطلاع على الرسائل
permission-message-resend = إعادة الرسائل وإغلاقها والرد على الوارد
permission-message-manage = إعداد قنوات الإرسال ونصوص الرسائل
event-message-sent = أُرسلت رسالة
event-message-failed = لم تصل رسالة
event-message-other-way = إرسال بطريق آخر
event-message-heard = إبلاغ بمآل رسالة
event-message-resend = إعادة إرسال رسالة
event-message-close = إغلاق رسالة
event-message-arrived = تأكيد وصول رسالة
event-message-came = وصول رسالة واردة
event-message-handled = الرد على رسالة واردة
event-message-text = تغيير نص رسالة
event-message-house = تغيير إعدادات الإرسال
event-message-channel = تغيير قناة إرسال
event-message-try = تجربة قناة إرسال
error-message_brace = أحد القوسين ناقص. تُكتب المتغيرات هكذا: ⁦{ "{" }number{ "}" }⁩
error-message_variable = لا يُعرف المتغير ⁦{ $name }⁩ في هذه المناسبة. المتاح مذكور في الصفحة.
error-message_needs = لا بد أن يحوي النص ⁦{ $name }⁩ بين قوسين.
error-message_template = اسم القالب: أحرف إنجليزية صغيرة وأرقام وشرطة سفلية.
error-message_header = كل ترويسة في سطر، وبين اسمها وقيمتها نقطتان.
error-message_hour = الساعة هكذا: ⁦21:00⁩
error-message_base = العنوان يبدأ بـ ⁦https://⁩ دون فراغات.
error-message_choose = اختيار رسالة واحدة على الأقل.
error-message_set_https = العنوان يبدأ بـ ⁦https://⁩
error-message_set_address = العنوان غير مكتمل.
error-message_set_certificate = الشهادة ليست بصيغة PEM.
error-message_set_tls = بلا تشفير لا يُقبل إلا خادم على الجهاز نفسه.
error-message_set_template = المواضع ناقصة: لا بد من ⁦{ "{" }to{ "}" }⁩ و⁦{ "{" }text{ "}" }⁩.
error-message_set_settings = الإعدادات لا تصلح كما هي.
refusal-message_not_open = لا إجراء متاح على هذه الرسالة الآن.
refusal-message_no_way = لا طريق متاح إليه بهذه القناة: إما أنه لم يوافق عليها أو لا عنوان له فيها.
