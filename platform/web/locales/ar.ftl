# كلمات الإطار المشترك: الغلاف، والنماذج، وصفحات الأخطاء
web-product = صِلة
web-home = الصفحة الرئيسة
web-skip = الانتقال إلى المحتوى
web-nav = التنقل الرئيس
web-nav-tools = أدوات الموظف
web-nav-quick = تنقل سريع
web-path = موضع الصفحة
web-pages = صفحات القائمة
web-prev = السابق
web-no-number = بلا رقم بعد
web-next = التالي
web-more = المزيد
web-back = رجوع
web-search = بحث
web-search-label = بحث في صِلة
web-search-placeholder = اسم، رقم طلب، جوال…
web-lang-other = English
web-lang-other-code = en
web-theme = ألوان الشاشة
web-theme-light = فاتح
web-theme-dark = داكن
web-theme-auto = تلقائي
web-account = الحساب
web-my-account = حسابي وكلمة المرور
web-my-sessions = جلسات الدخول
web-sign-out = تسجيل الخروج
web-demo-band = نسخة للتجربة: الأسماء والأرقام كلها مخترعة.
web-foot = تعمل الصفحة بنظام صِلة لعلاقات المستفيدين.
web-entry-line = نستقبل كل زائر بلطف، ونوضح له طريقه، ونعطيه من الوقت ما يحتاج.
web-print = طباعة
web-copy = نسخ
web-copied = نُسخ
web-reveal = إظهار الرقم كاملًا
web-reason = السبب
web-step-done = اكتملت
web-step-now = الآن
web-step-skip = لم تلزم
web-step-next = لاحقًا
web-letter-date = التاريخ:
web-letter-corresponding = الموافق:

# النماذج
web-error-prefix = خطأ:
web-errors-n = { $n ->
    [one] بقي أمر واحد قبل المتابعة
    [two] بقي أمران قبل المتابعة
    [few] بقيت { $n } أمور قبل المتابعة
    [many] بقي { $n } أمرًا قبل المتابعة
   *[other] بقي { $n } أمر قبل المتابعة
}
web-optional = اختياري
web-choose = — نرجو الاختيار —
web-day = اليوم
web-month = الشهر
web-year = السنة
web-calendar = التقويم
web-hijri = هجري
web-gregorian = ميلادي
web-riyal = ر.س
web-file-hint = صورة أو ملف PDF، حتى { $mb } ميجابايت. يكفي تصوير الورقة بالجوال.
web-file-too-big = الملف أكبر من { $mb } ميجابايت. يمكن تصويره بدقة أقل.
web-sign-area = مساحة التوقيع
web-sign-here = التوقيع هنا بالإصبع أو القلم
web-sign-clear = مسح وإعادة
web-sign-paper = التوقيع على الورق أو بالبصمة
web-sign-paper-hint = لمن لا يناسبه التوقيع على الشاشة: تُطبع الورقة وتوقّع أو تُبصم بحضور شاهد، ثم تُرفع صورتها.
web-sign-paper-file = صورة الورقة الموقّعة
web-sign-witness = اسم الشاهد
web-sign-witness-hint = يلزم مع البصمة، ولا يلزم مع التوقيع بالقلم.

# صفحات الأخطاء
web-report-number = رقم البلاغ
web-error-not-found-title = لم نجد هذه الصفحة
web-error-not-found-text = ربما تغيّر الرابط، أو أن ما تبحث عنه خارج نطاق صلاحيتك. البحث بالاسم أو الرقم أقرب طريق إليه.
web-error-forbidden-title = هذه الصفحة لغير دورك
web-error-forbidden-text = صلاحيات حسابك لا تشملها. إن كان عملك يحتاج إليها فمدير النظام يضيفها لك.
web-error-refused-title = تعذّر هذا الإجراء
web-error-conflict-title = سبقك زميل إلى هذا السجل
web-error-conflict-text = تغيّر السجل بعد أن فتحته، فلم نكتب فوقه. نرجو فتحه من جديد ثم إعادة الإجراء.
web-error-expired-title = انتهت صلاحية الصفحة
web-error-expired-text = مضى وقت طويل على فتح النموذج، أو جرى تسجيل الدخول من جديد. نرجو الرجوع وإعادة الإرسال.
web-error-form-only-title = هذه الصفحة لا تُفتح مباشرة
web-error-form-only-text = لم يُرسل شيء مرة أخرى. يمكنك العودة إلى صفحتك والمتابعة منها.
web-error-too-many-title = محاولات كثيرة متقاربة
web-error-too-many-text = { $n ->
    [one] نرجو الانتظار ثانية واحدة ثم المحاولة.
    [two] نرجو الانتظار ثانيتين ثم المحاولة.
    [few] نرجو الانتظار { $n } ثوانٍ ثم المحاولة.
    [many] نرجو الانتظار { $n } ثانية ثم المحاولة.
   *[other] نرجو الانتظار { $n } ثانية ثم المحاولة.
  }
web-error-too-large-title = الملف أكبر من الحد
web-error-too-large-text = لم يُحفظ شيء. يمكن تصغير الصورة أو تقسيم الملف ثم إعادة الرفع.
web-error-internal-title = تعذّر فتح الصفحة، والخلل من عندنا
web-error-internal-text = سُجّل الخلل برقم البلاغ أدناه، وما حُفظ قبله باقٍ كما هو. نرجو إعادة المحاولة بعد دقائق.

refusal-form_unreadable = لم نستطع قراءة ما أرسله المتصفح. نرجو فتح الصفحة من جديد والمحاولة مرة أخرى.
refusal-too_large = حجم المرسَل أكبر من المسموح ({ $mb } ميجابايت). يمكنك إرسال المستندات واحدًا بعد آخر.
conflict-busy = النظام منشغل بعملية أخرى على السجل نفسه. نرجو المحاولة مرة أخرى.
conflict-changed = تغيّر هذا السجل بعد أن فتحت صفحته، فلم يُحفظ ما أرسلته. نرجو مراجعة ما استجد ثم إعادة المحاولة.
conflict-form_reused = أُرسلت هذه الصفحة من قبل بمحتوى آخر. نرجو فتحها من جديد للبدء من أولها.
error-date_impossible = هذا التاريخ غير موجود في التقويم. نرجو مراجعة اليوم والشهر والسنة.
error-date_unreadable = التاريخ غير مفهوم. نرجو كتابته أرقامًا، أو كتابة السنة وحدها.
error-required = نرجو ملء هذه الخانة.
error-too_long = النص أطول من المتسع. أكثر ما يتسع له من الحروف: { $n }.
error-choice = نرجو اختيار واحد مما هو معروض.
error-number = نرجو كتابة رقم صحيح.
error-money = نرجو كتابة المبلغ بالريال أرقامًا، مثل 1200 أو 1200.50.
error-confirm = نرجو تأكيد هذا البند قبل المتابعة.

web-public-sub = بوابة المستفيدين
web-public-nav = أقسام البوابة
web-public-nav-narrow = قائمة البوابة
web-public-menu = القائمة
web-public-home = الرئيسة
web-public-services = الخدمات
web-public-how = كيف يُطلب الدعم
web-public-mine = طلباتي
web-public-contact = التواصل معنا
web-public-enter = دخول
web-public-leave = خروج
web-public-desk = مكتبي
web-public-licence = رقم الترخيص
web-public-reach = هل نعينك في شيء؟
web-public-phone = الاتصال بنا
web-public-all-ways = كل طرق التواصل
web-public-more = عن البوابة
web-public-faq = أسئلة تتكرر
web-public-promises = وعودنا والوفاء بها
web-public-privacy = الخصوصية وبياناتك
web-public-accessibility = إمكانية الوصول
web-public-sitemap = خريطة البوابة
web-public-staff = دخول الموظفين
web-error-lost-text = ربما تغيّر الرابط أو حُذف منه شيء. من الصفحة الرئيسة يمكنك الوصول إلى كل ما في البوابة، ويسعدنا أن نعينك.
