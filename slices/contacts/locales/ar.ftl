# التواصل مع المستفيدين بكل القنوات
contacts-nav = التواصل
contacts-title = التواصل
contacts-new = تسجيل تواصل
contacts-list = سجل التواصل
contacts-all = الكل
contacts-by-channel = القناة
contacts-by-outcome = النتيجة
contacts-none = لم يُسجل تواصل بعد
contacts-none-text = تظهر هنا المقابلات والاتصالات والرسائل بكل القنوات، الأحدث أولًا.
contacts-none-here = لا شيء بهذا الاختيار
contacts-none-here-text = يمكن اختيار قناة أخرى أو نتيجة أخرى.
contacts-show-all = عرض الكل
contacts-none-file = لا تواصل مسجل مع هذه الأسرة
contacts-none-file-text = كل اتصال أو زيارة يُسجل مرة، فلا يُسأل المستفيد عما سبق أن قاله.
contacts-one-history = سجل واحد لكل القنوات.
contacts-nothing-yet = لم يُكتب بعد ما دار فيه.
contacts-waiting-n = { $n ->
    [zero] لا أحد في الانتظار
    [one] زائر واحد في المكتب
    [two] زائران في المكتب
    [few] { $n } زوار في المكتب
    [many] { $n } زائرًا في المكتب
   *[other] { $n } زائر في المكتب
  }
contacts-waited-n = { $n ->
    [zero] بلا انتظار
    [one] انتظر دقيقة
    [two] انتظر دقيقتين
    [few] انتظر { $n } دقائق
    [many] انتظر { $n } دقيقة
   *[other] انتظر { $n } دقيقة
  }
contacts-served-n = { $n ->
    [zero] أقل من دقيقة معه
    [one] دقيقة معه
    [two] دقيقتان معه
    [few] { $n } دقائق معه
    [many] { $n } دقيقة معه
   *[other] { $n } دقيقة معه
  }

contacts-waiting = الزوار الآن
contacts-at-door = في الانتظار
contacts-being-served = في المقابلة
contacts-nobody = لا أحد في الانتظار
contacts-nobody-text = عند وصول زائر يُسجل حضوره، فيُعرف كم انتظر ومن سبق.
contacts-nobody-served = لا مقابلة جارية الآن.
contacts-begin = بدء المقابلة
contacts-left = انصرف
contacts-left-noted = سُجل انصرافه، وبقي في المتابعة ليُتصل به.
contacts-left-text = انصرف قبل أن يُستقبل. نرجو الاتصال به ثم كتابة ما دار.
contacts-came = وصل
contacts-began = بدأت المقابلة
contacts-with = مع
contacts-open = متابعة
contacts-waiting-text = ينتظر في المكتب. تبدأ المقابلة عند استقباله.

contacts-who = مع من التواصل؟
contacts-find = بحث عن المستفيد
contacts-find-hint = الاسم أو رقم الهوية أو الجوال أو رقم الملف.
contacts-unknown = ليس له ملف
contacts-hits = نتائج البحث
contacts-member = من أفرادها
contacts-more = النتائج أكثر من المعروض. كتابة اسم أطول تضيّقها.
contacts-not-found = لا ملف بهذا البحث
contacts-not-found-text = يمكن تسجيل التواصل بالاسم والجوال، ثم ربطه بالملف متى فُتح.
contacts-not-found-tie = نرجو تجربة اسم آخر أو رقم الهوية.
contacts-elsewhere = صاحب هذا الرقم مسجَّل في فرع آخر.
contacts-tie = ربطه بملف

contacts-person = صاحب التواصل
contacts-name = الاسم
contacts-name-hint = كما عرّف بنفسه.
contacts-mobile = الجوال
contacts-file-elsewhere = ملفه خارج ما تطّلع عليه.
contacts-visitor = حاضر في المكتب الآن
contacts-visitor-text = يُحسب الانتظار من هذه اللحظة. وتأخذ المقابلة ما تحتاجه من الوقت.
contacts-serve = بدء المقابلة الآن
contacts-arrive = تسجيل الحضور
contacts-talk = ما دار في التواصل
contacts-channel = القناة
contacts-direction = من بادر
contacts-asked = السؤال أو الحاجة
contacts-asked-hint = بكلماته ما أمكن.
contacts-answered = الجواب
contacts-answered-hint = ما قيل له، وما وُعد به.
contacts-outcome = النتيجة
contacts-outcome-hint = تُستنتج مما كُتب إن لم تُختر.
contacts-outcome-natural = بحسب ما كُتب
contacts-times = الوقت
contacts-day = اليوم
contacts-arrived-at = وقت الوصول أو بدء التواصل
contacts-called-at = وقت بدء المقابلة
contacts-called-hint = للمقابلة: متى استُقبل.
contacts-ended-at = وقت الانتهاء
contacts-time-hint = مثل 09:30
contacts-ended-hint = يُترك فارغًا إن لم يُعرف.
contacts-save = حفظ التواصل
contacts-end = إنهاء المقابلة
contacts-keep = حفظ ما كُتب
contacts-arrived = سُجل الحضور.
contacts-begun = بدأت المقابلة.
contacts-logged = سُجل التواصل.
contacts-ended = انتهت المقابلة وحُفظ وقتها.
contacts-saved = حُفظ التواصل.
contacts-known = ما نعرفه عنه
contacts-before = قبل الاتصال
contacts-file = الملف
contacts-household = الأسرة
contacts-household-n = { $n ->
    [one] فرد واحد
    [two] فردان
    [few] { $n } أفراد
    [many] { $n } فردًا
   *[other] { $n } فرد
  }
contacts-preferred = القناة المفضلة
contacts-last = آخر تواصل معه
contacts-record = بيانات السجل
contacts-by-itself = رسالة واتساب
contacts-by = وصل عبر
contacts-employee = الموظف
contacts-minutes = الوقت المقيس
contacts-answered-on = أُجيب

choice-channel-interview = المقابلة
choice-channel-phone = الاتصالات الهاتفية
choice-channel-social-media = وسائل التواصل الاجتماعي
choice-channel-letters = الخطابات
choice-channel-aid-request = خدمات طلب المساعدة
choice-channel-volunteering = خدمة التطوع
choice-channel-website = الموقع الإلكتروني
choice-channel-delegates = مناديب المكاتب الفرعية
choice-direction-in = وارد إلينا
choice-direction-out = صادر منا
choice-contact-outcome-open = مفتوح
choice-contact-outcome-answered = أُجيب عنه
choice-contact-outcome-needs-reply = ينتظر جوابًا
choice-contact-stage-waiting = في الانتظار
choice-contact-stage-in-service = في المقابلة
choice-contact-stage-done = انتهت
choice-contact-stage-left = انصرف قبل استقباله

permission-contact-log = تسجيل التواصل
permission-contact-read = الاطلاع على سجل التواصل
event-contact-log = تسجيل تواصل
event-contact-arrive = حضور زائر
event-contact-begin = بدء مقابلة
event-contact-end = انتهاء مقابلة
event-contact-left = انصراف زائر قبل استقباله
event-contact-change = تعديل تواصل
event-contact-came = وصول رسالة من مستفيد
event-contact-opened = الاطلاع على تواصل

error-contact_name = نرجو كتابة اسم صاحب التواصل.
error-contact_channel = نرجو اختيار القناة.
error-contact_words = نرجو كتابة السؤال أو الجواب، ولو بإيجاز.
error-contact_text_long = النص أطول من المتسع. أكثر ما يتسع له من الحروف: { $n }.
error-contact_day = نرجو كتابة يوم التواصل كاملًا.
error-contact_time = يُكتب الوقت ساعة ودقيقة، مثل 09:30.
error-contact_future = هذا الوقت لم يأت بعد.
error-contact_called_before = بدء المقابلة يكون بعد الوصول.
error-contact_ended_before = الانتهاء يكون بعد البدء.
refusal-contact_not_waiting = هذا الزائر لم يعد في الانتظار، فربما استقبله زميل.
refusal-contact_not_in_service = هذه المقابلة ليست جارية الآن. نرجو فتح صفحتها من جديد.
