# الدخول إلى البوابة
accounts-sign-in = الدخول إلى بوابة المستفيدين
accounts-sign-in-text = نرسل رمزًا إلى جوالك، ولا حاجة إلى كلمة مرور.
accounts-mobile = رقم الجوال
accounts-mobile-hint = الرقم المسجل لدينا إن كان لك ملف، مثل ⁦05XXXXXXXX⁩.
accounts-shared = هذا الجهاز يستعمله غيري
accounts-shared-hint = لا يظهر اسمك في أعلى الصفحات، ويُغلق الدخول بعد دقائق من التوقف.
accounts-send-code = إرسال رمز الدخول
accounts-other-ways = طرق أخرى للدخول
accounts-nafath-enter = الدخول عبر نفاذ
accounts-oidc-enter = الدخول عبر { $name }
accounts-oidc-shared = الدخول عبر { $name } من جهاز يستعمله غيري
accounts-by-code = الدخول برمز إلى الجوال
accounts-no-phone = ليس لديّ جوال
accounts-no-phone-text = يمكنك زيارتنا أو الاتصال بنا، ونقوم بكل ما في هذه البوابة معك، والنتيجة واحدة.
accounts-other-number = تغيّر رقمي
accounts-other-number-text = نغيّره لك في المكتب أو في زيارة بعد التأكد منك، حفظًا لملفك.
accounts-help = مساعدة
accounts-help-text = هل نعينك على الدخول؟
accounts-wait-minutes = { $n ->
    [one] طُلب ذلك مرات متقاربة. نرجو الانتظار دقيقة ثم المحاولة.
    [two] طُلب ذلك مرات متقاربة. نرجو الانتظار دقيقتين ثم المحاولة.
    [few] طُلب ذلك مرات متقاربة. نرجو الانتظار { $n } دقائق ثم المحاولة.
    [many] طُلب ذلك مرات متقاربة. نرجو الانتظار { $n } دقيقة ثم المحاولة.
   *[other] طُلب ذلك مرات متقاربة. نرجو الانتظار { $n } دقيقة ثم المحاولة.
  }
accounts-code-title = رمز الدخول
accounts-code-sent = أرسلنا رسالة فيها رمز من ستة أرقام إلى
accounts-code = الرمز
accounts-code-hint = { $n ->
    [one] ستة أرقام، صالحة دقيقة واحدة.
    [two] ستة أرقام، صالحة دقيقتين.
    [few] ستة أرقام، صالحة { $n } دقائق.
    [many] ستة أرقام، صالحة { $n } دقيقة.
   *[other] ستة أرقام، صالحة { $n } دقيقة.
  }
accounts-go-on = متابعة
accounts-change-number = تغيير الرقم
accounts-not-come = لم يصل الرمز؟
accounts-not-come-text = قد تتأخر الرسالة قليلًا. الرمز الجديد يلغي ما قبله.
accounts-resend-after = { $n ->
    [one] يمكن طلب رمز جديد بعد ثانية.
    [two] يمكن طلب رمز جديد بعد ثانيتين.
    [few] يمكن طلب رمز جديد بعد { $n } ثوانٍ.
    [many] يمكن طلب رمز جديد بعد { $n } ثانية.
   *[other] يمكن طلب رمز جديد بعد { $n } ثانية.
  }
accounts-resend = إرسال رمز جديد
accounts-code-again = أرسلنا رمزًا جديدًا.
accounts-begin-again = انتهى وقت هذا الدخول. نرجو البدء من رقم الجوال.
accounts-who-title = لنفتح لك ملفك أنت
accounts-who-text = قد يكون الجوال لأكثر من شخص في الأسرة، فنرجو التعريف بنفسك.
accounts-who-by = التعريف برقم الهوية أو بتاريخ الميلاد
accounts-who-identity = رقم الهوية أو الإقامة
accounts-who-identity-hint = عشرة أرقام كما في البطاقة.
accounts-who-birth = تاريخ الميلاد
accounts-who-birth-hint = بالهجري أو بالميلادي، كما يسهل عليك.
accounts-enter = دخول
accounts-no-file = ليس لي ملف بعد
accounts-no-file-text = يمكنك المتابعة بلا ملف، وتقديم طلبك الأول.
accounts-go-without = متابعة بلا ملف
accounts-no-file-title = لم نجد ملفًا بما ذكرته
accounts-no-file-lede = قد يكون لك ملف برقم جوال آخر، أو لم يُفتح لك ملف بعد. وهذه الطرق كلها متاحة:
accounts-no-file-apply = تقديم طلب جديد
accounts-no-file-apply-text = نضم بياناتك إلى ملفك إن وُجد، أو نفتح لك ملفًا.
accounts-no-file-call = الاتصال بنا أو زيارتنا
accounts-no-file-call-text = نتأكد منك ونحدّث رقمك في دقائق.
accounts-no-file-other = النيابة عن غيرك
accounts-no-file-other-text = للولي والوكيل والقريب المساعد.
accounts-no-file-go = متابعة إلى صفحتي
accounts-signed-out = سُجّل خروجك. على الجهاز المشترك يحسن إغلاق المتصفح أيضًا.
accounts-acting-title = لمن المتابعة الآن؟
accounts-acting-text = يُفتح ملف واحد في كل مرة، ويمكن التبديل متى شئت.
accounts-acting-none = لا ملف مفتوح لك بعد.
accounts-acting-none-text = إن كان الملف باسم أحد أفراد أسرتك فيمكنك طلب النيابة عنه.
accounts-acting-now = المفتوح الآن
accounts-own-file = ملفي
accounts-act-own = المتابعة لنفسي
accounts-act-for = المتابعة بالنيابة
accounts-and = { "، " }
accounts-until = حتى
accounts-chosen = فُتح الملف الذي اخترته.
accounts-devices = الأجهزة التي دخلت منها
accounts-devices-text = إن ظهر جهاز غريب عنك فيمكن إنهاء دخوله من هنا، ونرجو إخبارنا.
accounts-device-unknown = جهاز غير معروف
accounts-device-here = هذا الجهاز
accounts-device-shared = جهاز مشترك
accounts-device-began = منذ
accounts-device-seen = آخر استعمال
accounts-device-end = إنهاء الدخول
accounts-device-ended = أُنهي الدخول من ذلك الجهاز.
accounts-devices-end-others = إنهاء الدخول من غير هذا الجهاز
accounts-devices-ended = لم يبق إلا هذا الجهاز.
choice-account-way-code = برمز إلى الجوال
choice-account-way-oidc = بحساب لدى جهة أخرى
choice-account-way-nafath = عبر نفاذ

accounts-claims = النيابة عن غيري
accounts-claims-text = للولي والوكيل والقريب المساعد. ننظر في المستند أولًا، ولا يُفتح شيء من ملف غيرك قبل ذلك.
accounts-claim-new = طلب نيابة عن غيري
accounts-claim-text = نكتفي بما يلزم للتدقيق. وحفظًا لخصوصية الناس لا نقول هنا هل للشخص ملف لدينا.
accounts-claim-name = اسمك الرباعي
accounts-claim-name-hint = كما في الهوية.
accounts-claim-identity = رقم هويتك
accounts-claim-capacity = بأي صفة؟
accounts-claim-hint-guardian = عن أبنائه القصّر أو من تحت ولايته، بصك.
accounts-claim-hint-agent = بوكالة شرعية سارية.
accounts-claim-hint-relative-helper = يتابع ويقدّم عن قريبه بإقرار موقّع منه، ولا يوقّع عنه ولا يستلم.
accounts-claim-for = رقم الملف أو رقم الهوية لمن تكون النيابة عنه
accounts-claim-for-hint = يكفي أحدهما.
accounts-claim-birth = تاريخ ميلاد من تكون النيابة عنه
accounts-claim-scan = صورة الصك أو الوكالة أو الإقرار
accounts-claim-scan-hint = صورة واضحة أو PDF، حتى 12 ميجابايت للملف. يمكن اختيار أكثر من صفحة.
accounts-claim-scans-again = نرجو اختيار الصور من جديد، فالمتصفح لا يحفظها.
accounts-claim-note = ما يحسن ذكره
accounts-claim-send = إرسال للتدقيق
accounts-claim-sent = وصل طلبك. ينظر فيه موظف ونخبرك برسالة.
accounts-claim-waiting = قيد التدقيق
accounts-claim-verified = سارية
accounts-claim-refused = لم تُقبل
accounts-claim-ended = منتهية
accounts-claim-of = عن
accounts-claim-when = قُدّم في
accounts-claim-may = لك فيها:
accounts-claim-leave = ترك النيابة
accounts-claim-left = تُركت النيابة.

accounts-nafath-title = الدخول عبر نفاذ
accounts-nafath-text = يُكتب رقم الهوية هنا، ثم يُختار في تطبيق نفاذ الرقم الذي يظهر في الصفحة التالية.
accounts-nafath-pick = الرقم المطلوب اختياره في تطبيق نفاذ
accounts-nafath-pick-text = نرجو فتح تطبيق نفاذ على جوالك، وقبول الطلب، واختيار الرقم نفسه.
accounts-nafath-refresh = تتحدث هذه الصفحة من نفسها كل بضع ثوانٍ.
accounts-nafath-look = التحقق الآن

accounts-file = ملف المستفيد
accounts-mobile-title = تغيير رقم الجوال
accounts-mobile-warning = بالجوال يُدخل إلى الملف، فنرجو التأكد من صاحبه قبل التغيير. يُغلق كل دخول سابق له، وتصل رسالة إلى الرقمين.
accounts-mobile-whose = لمن؟
accounts-mobile-now = الآن: ⁦{ $number }⁩
accounts-mobile-none = لا رقم مسجل
accounts-mobile-new = الرقم الجديد
accounts-mobile-answers = من يرد عليه
accounts-mobile-answers-hint = إن كان غير صاحبه، مثل: ابنها ياسر.
accounts-mobile-known-by = كيف تأكدت منه؟
accounts-mobile-reason-hint = لماذا تغيّر الرقم، ومن طلب ذلك.
accounts-mobile-save = تغيير الرقم
accounts-mobile-changed = تغيّر الرقم، وأُغلق كل دخول سابق، وأُرسلت رسالة إلى الرقمين.
accounts-mobile-history = تغييرات سابقة
choice-known-by-identity-seen = حضر ورأيت أصل هويته
choice-known-by-on-visit = في زيارة منزلية
choice-known-by-guardian = حضر وليه أو وكيله المعتمد
choice-known-by-known-answers = اتصل وأجاب عما لا يعرفه غيره

accounts-settings = دخول البوابة
accounts-settings-hint = مدة الدخول، والدخول عبر نفاذ أو جهة أخرى
accounts-settings-saved = حُفظت إعدادات الدخول.
accounts-set-length = مدة الدخول
accounts-set-idle = دقائق التوقف قبل الإغلاق
accounts-set-shared-idle = وعلى الجهاز المشترك
accounts-set-absolute = أطول دخول بالساعات
accounts-set-code-text = رمز الجوال ستة أرقام، صالح خمس دقائق، خمس محاولات، ورمز جديد بعد دقيقة. وهذا ثابت.
accounts-set-opened = من اطّلع على الملف
accounts-set-opened-text = يرى المستفيد في البوابة من اطّلع على ملفه ومتى: صفة الموظف وفرعه دائمًا.
accounts-set-opened-names = إظهار أسماء الموظفين أيضًا
accounts-set-opened-hint = يزيد الوضوح للناس، ويُستحسن إبلاغ الموظفين به قبل تفعيله. ويسري على ما سبق من اطّلاع أيضًا.
accounts-set-nafath = نفاذ
accounts-set-nafath-text = كما سُجّلت الجمعية لدى مزود الخدمة. لا يعمل قبل تفعيله هنا.
accounts-set-oidc = جهة دخول أخرى (OpenID Connect)
accounts-set-oidc-text = لكل جهة تعمل بهذا المعيار وتعطي رقم الهوية.
accounts-set-on = مفعّل
accounts-set-address = العنوان
accounts-set-service = اسم الخدمة
accounts-set-audience = اسمنا لديهم
accounts-set-audience-hint = كما يظهر في الرمز الموقّع (aud).
accounts-set-nafath-issuer = المصدر (iss) لدى نفاذ
accounts-set-oidc-issuer = المصدر (iss) لدى الجهة
accounts-set-name-ar = اسم الجهة بالعربية
accounts-set-name-en = اسم الجهة بالإنجليزية
accounts-set-redirect = عنوان العودة
accounts-set-redirect-hint = عنوان هذا الموقع متبوعًا بـ ⁦/my/oidc/back⁩
accounts-set-claim = حقل رقم الهوية
accounts-set-claim-hint = اسمه في رمز الجهة.
accounts-set-userinfo = سؤال الجهة عما لا يقوله الرمز (userinfo)
accounts-set-secret-kept = محفوظ ولا يُعرض. يبقى كما هو إن تُرك فارغًا.
accounts-set-secret-none = لم يُحفظ بعد.
accounts-set-more = ما يُضبط نادرًا
accounts-set-called = عنوان الإشعار الذي يُسجَّل لدى نفاذ: عنوان هذا الموقع متبوعًا بـ
accounts-set-server-ip = عنوان خادمنا في الإنترنت
accounts-set-server-ip-hint = كما سُجّل لدى مزود الخدمة.
accounts-set-root = شهادة جهة التوثيق
accounts-set-root-hint = بصيغة PEM، ويُترك فارغًا لخدمة معروفة.
accounts-set-auth = طريقة إثبات هويتنا لدى الجهة
accounts-set-acr = درجات التوثق المقبولة (acr)
accounts-set-acr-hint = بينها فراغ. يُترك فارغًا لقبول أي درجة.
accounts-set-claim-warning = رقم الهوية وحده يفتح ملف صاحبه، فلا تصلح هنا إلا جهة تتحقق من الرقم، لا جهة يكتبه فيها المستخدم بنفسه.
choice-account-auth-basic = client_secret_basic
choice-account-auth-post = client_secret_post
choice-account-auth-none = بلا سر (PKCE وحده)
accounts-set-save = حفظ الإعدادات

permission-account-manage = إعداد الدخول إلى البوابة
permission-account-change-mobile = تغيير جوال المستفيد من المكتب
event-account-code-sent = أُرسل رمز دخول
event-account-sent-elsewhere = بدأ دخول عبر جهة أخرى
event-account-signed-in = دخول إلى البوابة
event-account-refused = محاولة دخول لم تصح
event-account-signed-out = خروج من البوابة
event-account-chosen = اختير الملف في البوابة
event-account-number-changed = تغيّر رقم الجوال
event-account-number-gone = انتهى الدخول برقم جوال سابق
event-account-opened-names = تغيّر إظهار أسماء الموظفين في البوابة
event-account-settings = تغيّرت إعدادات دخول البوابة
event-sign-code = أُرسل رمز توقيع
event-sign-refused = رمز توقيع لم يصح
event-sign-confirmed = صح رمز التوقيع

error-account_unmatched = { $left ->
    [one] لم يطابق ما كُتب ملفًا مسجلًا بهذا الجوال. نرجو التأكد منه، وبقيت محاولة واحدة.
    [two] لم يطابق ما كُتب ملفًا مسجلًا بهذا الجوال. نرجو التأكد منه، وبقيت محاولتان.
    [few] لم يطابق ما كُتب ملفًا مسجلًا بهذا الجوال. نرجو التأكد منه، وبقيت { $left } محاولات.
    [many] لم يطابق ما كُتب ملفًا مسجلًا بهذا الجوال. نرجو التأكد منه، وبقيت { $left } محاولة.
   *[other] لم يطابق ما كُتب ملفًا مسجلًا بهذا الجوال. نرجو التأكد منه، والمحاولات الباقية: { $left }.
  }
error-code_unreadable = الرمز ستة أرقام كما في الرسالة.
error-code_wrong = { $left ->
    [one] ليس هذا هو الرمز. بقيت محاولة واحدة.
    [two] ليس هذا هو الرمز. بقيت محاولتان.
    [few] ليس هذا هو الرمز. بقيت { $left } محاولات.
    [many] ليس هذا هو الرمز. بقيت { $left } محاولة.
   *[other] ليس هذا هو الرمز. المحاولات الباقية: { $left }.
  }
error-code_used_up = { $n ->
    [0] انتهت المحاولات لهذا الرمز. يمكن طلب رمز جديد الآن.
    [one] انتهت المحاولات لهذا الرمز. يمكن طلب رمز جديد بعد ثانية.
    [two] انتهت المحاولات لهذا الرمز. يمكن طلب رمز جديد بعد ثانيتين.
    [few] انتهت المحاولات لهذا الرمز. يمكن طلب رمز جديد بعد { $n } ثوانٍ.
    [many] انتهت المحاولات لهذا الرمز. يمكن طلب رمز جديد بعد { $n } ثانية.
   *[other] انتهت المحاولات لهذا الرمز. يمكن طلب رمز جديد بعد { $n } ثانية.
  }
error-code_over = انتهى هذا الرمز. نرجو طلب رمز جديد.
error-between = نرجو كتابة رقم بين { $least } و{ $most }.
error-secure_address = نرجو كتابة العنوان كاملًا ويبدأ بـ https.
error-redirect_back = نرجو كتابة عنوان هذا الموقع متبوعًا بـ ⁦/my/oidc/back⁩.
error-address_digits = نرجو كتابة عنوان IP، مثل ⁦203.0.113.7⁩.
error-secret_again = تغيّر العنوان أو الشهادة، فنرجو كتابة السر من جديد حتى لا يذهب إلى غير أهله.
error-mobile_same = هذا هو الرقم المسجل الآن.
refusal-sign_no_mobile = دخلت بغير رمز الجوال، فنرجو التوقيع بالرسم أو على الورق.
refusal-elsewhere_unavailable = الجهة الأخرى لا تستجيب الآن. يمكنك الدخول برمز إلى جوالك.
refusal-elsewhere_refused = لم يكتمل التأكيد لدى الجهة الأخرى. يمكنك المحاولة من جديد، أو الدخول برمز إلى جوالك.
refusal-elsewhere_stray = لم نتمكن من التأكد من هذا الدخول. نرجو البدء من جديد.
refusal-elsewhere_busy = لديك طلب مفتوح في نفاذ. نرجو إنهاءه في التطبيق أو الانتظار قليلًا.
refusal-nafath_rejected = لم يُقبل الطلب في تطبيق نفاذ، أو اختير رقم آخر.
refusal-nafath_expired = انتهى وقت الطلب في نفاذ. يمكنك البدء من جديد.
