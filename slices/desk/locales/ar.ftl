desk-nav = مكتبي
desk-title = مكتبي
desk-good-morning = صباح الخير يا { $name }
desk-good-evening = مساء الخير يا { $name }
desk-summary = { $n ->
    [0] لا شيء ينتظرك الآن.
    [one] أمر واحد ينتظرك، والباقي عند غيرك.
    [two] أمران ينتظرانك، والباقي عند غيرك.
    [few] { $n } أمور تنتظرك، والباقي عند غيرك.
    [many] { $n } أمرًا ينتظرك، والباقي عند غيرك.
   *[other] { $n } أمر ينتظرك، والباقي عند غيرك.
  }
desk-new-file = مستفيد جديد
desk-log-contact = تسجيل تواصل
desk-today = يحتاج إجراءك اليوم
desk-today-none = لا طلب ينتظر إجراءك
desk-today-none-text = ما يستجد يظهر هنا مرتبًا بالأولى فالأولى.
desk-rooms = أعمال دورك الأخرى
desk-others = بانتظار المستفيد أو زميل
desk-committee = لدى لجنة البحث: المهل الجارية
desk-floor-note = المهلة حد أدنى بنص السياسة: لا يصدر الرد قبلها، وليست موعدًا أخيرًا.
desk-no-reply-before = لا رد قبل { $day }
desk-floor-passed = حان أوان الرد منذ { $day }
desk-since = منذ { $day }
desk-open = فتح
desk-nothing = لا أعمال على مكتبك
desk-nothing-text = ما يخص دورك يظهر هنا حين يصل إليك.
desk-contacts = التواصل اليوم
desk-all = الكل
desk-at-the-door = في الاستقبال الآن
desk-open-contacts = بانتظار جواب
desk-unknown-person = زائر لم يُسجَّل اسمه
desk-room-committee = لجنة البحث
desk-question = سؤال محال إلى البحث الاجتماعي
desk-answer = كتابة الجواب
desk-study = دراسة حالة قيد الكتابة
desk-study-write = كتابة الدراسة
desk-to-assign = بانتظار إسناد باحث
desk-assign = إسناد
desk-lines-n = { $n ->
    [one] بند واحد
    [two] بندان
    [few] { $n } بنود
    [many] { $n } بندًا
   *[other] { $n } بند
  }
desk-to-plan = بانتظار الجدولة
desk-plan = الجدولة
desk-to-release = بانتظار إذن الصرف
desk-release = الإذن بالصرف
desk-to-hand = أُذن بها وتنتظر التسليم
desk-hand = التسليم
desk-search = البحث
desk-search-for = نتائج «{ $q }»
desk-search-label = الاسم أو الرقم
desk-search-hint = يكفي جزء من الاسم بأي رسم، أو رقم الهوية أو الجوال أو الملف أو الطلب.
desk-search-button = بحث
desk-search-requests = الطلبات
desk-search-files = الملفات
desk-search-none = لا نتائج
desk-search-none-hint = يمكن تجربة اسم الأب أو العائلة وحده، أو رقم الهوية كاملًا.
desk-search-not-yours = البحث في السجلات ليس ضمن صلاحية دورك.
desk-notices = تنبيهات لك
desk-seen = اطلعت
desk-doors = ينتظرك أيضًا
desk-door-untold = { $n ->
    [zero] طلبات تسجيل يُبلَّغ بجوابها
    [one] طلب تسجيل يُبلَّغ بجوابه
    [two] طلبا تسجيل يُبلَّغ بجوابهما
    [few] طلبات تسجيل يُبلَّغ بجوابها
    [many] طلب تسجيل يُبلَّغ بجوابه
   *[other] طلب تسجيل يُبلَّغ بجوابه
}
desk-door-applications = { $n ->
    [zero] طلبات تسجيل
    [one] طلب تسجيل
    [two] طلبا تسجيل
    [few] طلبات تسجيل
    [many] طلب تسجيل
   *[other] طلب تسجيل
}
desk-door-corrections = { $n ->
    [zero] طلبات تصحيح
    [one] طلب تصحيح
    [two] طلبا تصحيح
    [few] طلبات تصحيح
    [many] طلب تصحيح
   *[other] طلب تصحيح
}
desk-door-receipts = { $n ->
    [zero] لم تصل كما ينبغي
    [one] لم يصل كما ينبغي
    [two] لم يصلا كما ينبغي
    [few] لم تصل كما ينبغي
    [many] لم يصل كما ينبغي
   *[other] لم يصل كما ينبغي
}
desk-door-representatives = { $n ->
    [zero] نيابات تنتظر التدقيق
    [one] نيابة تنتظر التدقيق
    [two] نيابتان تنتظران التدقيق
    [few] نيابات تنتظر التدقيق
    [many] نيابة تنتظر التدقيق
   *[other] نيابة تنتظر التدقيق
}
desk-door-letters = { $n ->
    [zero] خطابات عندك
    [one] خطاب عندك
    [two] خطابان عندك
    [few] خطابات عندك
    [many] خطابًا عندك
   *[other] خطاب عندك
}
desk-door-messages = { $n ->
    [zero] رسائل تعذرت
    [one] رسالة تعذرت
    [two] رسالتان تعذرتا
    [few] رسائل تعذرت
    [many] رسالة تعذرت
   *[other] رسالة تعذرت
}
