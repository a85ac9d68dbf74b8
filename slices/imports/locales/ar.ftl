# استيراد السجل من ملف إكسل
error-birth_future = تاريخ الميلاد لم يأت بعد: { $text }
error-count = عدد الأفراد غير مفهوم. نرجو كتابته رقمًا.
error-head_rejected = صف رب الأسرة لم يُقبل، فلم يُضف أفراد أسرته. نرجو تصحيحه ثم إعادة الاستيراد.
error-head_unknown = لا يوجد في السجل رب أسرة بهذا الرقم.

error-workbook_not_a_workbook = تعذرت قراءة الملف: ليس ملف إكسل (xlsx) أو أنه تالف.
error-workbook_locked = الملف محمي بكلمة مرور. نرجو حفظ نسخة من دونها.
error-workbook_too_large = الملف أكبر من أن يُقرأ دفعة واحدة. نرجو تقسيمه.
imports-sheet-not_understood = لم نتعرف على أعمدة هذه الورقة، فلم نستورد منها شيئًا. تلزم عناوين للاسم ورقم الهوية، أو لاسم الفرد وهوية رب الأسرة.

imports-errors-sheet-people = صفوف تحتاج تصحيحًا
imports-errors-sheet-members = أفراد يحتاجون تصحيحًا
imports-errors-head-sheet = الورقة
imports-errors-head-row = رقم الصف
imports-errors-head-field = الحقل
imports-errors-head-reason = السبب
imports-errors-duplicate = تكرر رقم الهوية نفسه: مسجل في الصف { $row } من ورقة «{ $sheet }».

imports-field-serial = المسلسل
imports-field-old_number = رقم الملف السابق
imports-field-name = الاسم
imports-field-identity = رقم الهوية
imports-field-birth = تاريخ الميلاد
imports-field-sex = الجنس
imports-field-mobile = الجوال
imports-field-category = الفئة
imports-field-count = عدد الأفراد
imports-field-district = الحي
imports-field-short_address = العنوان المختصر
imports-field-iban = الآيبان
imports-field-bank = البنك
imports-field-income = الدخل الشهري
imports-field-income_source = مصدر الدخل
imports-field-dwelling = السكن
imports-field-rent = الإيجار السنوي
imports-field-notes = الملاحظات
imports-field-head = هوية رب الأسرة
imports-field-relation = صلة القرابة
imports-field-schooling = المرحلة الدراسية
imports-field-health = الحالة الصحية

imports-remark-age_over_120 = العمر بحسب تاريخ الميلاد { $years ->
    [zero] أقل من سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $years } سنوات
    [many] { $years } سنة
   *[other] { $years } سنة
}.
imports-remark-bank_differs = اسم البنك المكتوب غير البنك الذي يدل عليه الآيبان.
imports-remark-bank_unknown = رمز البنك { $bank } غير معروف لدينا.
imports-remark-before_table = التاريخ الهجري أقدم من جدول أم القرى، وقد يختلف ما يوافقه يومًا أو يومين: { $text }
imports-remark-birth_differs = في الصف تاريخ ميلاد آخر لا يوافق الأول: { $text }
imports-remark-birth_missing = تاريخ الميلاد غير مكتوب.
imports-remark-birth_serial = كُتب التاريخ رقمًا مجردًا ({ $text }) وقُرئ تاريخًا ميلاديًا من إكسل.
imports-remark-category_sex = الفئة للنساء والمكتوب في الجنس: ذكر.
imports-remark-category_unknown = الفئة «{ $text }» غير معروفة، وحُفظت في الملاحظات.
imports-remark-changed_since = القيمة في النظام غير التي في الملف ولم تأت من استيراد سابق، فبقيت كما هي.
imports-remark-child_older = الابن أو البنت أكبر من رب الأسرة أو مقارب له في العمر.
imports-remark-count_differs = عدد الأفراد المكتوب { $told } والمسجلون في ورقة الأفراد { $listed }.
imports-remark-day30_of_29 = اليوم الثلاثون من شهر أيامه 29: حُفظ كما كُتب ({ $text }).
imports-remark-dwelling_unknown = نوع السكن «{ $text }» غير معروف، وحُفظ في الملاحظات.
imports-remark-elderly_young = الفئة مسن والعمر { $years ->
    [zero] أقل من سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $years } سنوات
    [many] { $years } سنة
   *[other] { $years } سنة
}.
imports-remark-formula_text = في الملاحظات نص يشبه معادلة، وحُفظ نصًا.
imports-remark-head_is_member = هذا الفرد مسجل رب أسرة أيضًا في الصف { $row }.
imports-remark-head_minor = رب الأسرة قاصر وعمره { $years ->
    [zero] أقل من سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $years } سنوات
    [many] { $years } سنة
   *[other] { $years } سنة
}.
imports-remark-iban_shared = الآيبان نفسه مكتوب لمستفيد آخر في الصف { $row }.
imports-remark-income_source_unknown = مصدر الدخل «{ $text }» غير معروف، وحُفظ في الملاحظات.
imports-remark-member_elsewhere = الفرد نفسه مكتوب في أسرة أخرى، في الصف { $row }.
imports-remark-member_no_identity = رقم هوية الفرد غير مكتوب.
imports-remark-mobile_missing = رقم الجوال غير مكتوب.
imports-remark-mobile_shared = الجوال نفسه مكتوب لمستفيد آخر في الصف { $row }.
imports-remark-name_short = الاسم أقل من أربعة أجزاء.
imports-remark-orphan_adult = الفئة يتيم والعمر { $years ->
    [zero] أقل من سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $years } سنوات
    [many] { $years } سنة
   *[other] { $years } سنة
}.
imports-remark-parent_younger = الأب أو الأم أصغر من رب الأسرة أو مقارب له في العمر.
imports-remark-relation_sex = الجنس المكتوب لا يوافق صلة القرابة.
imports-remark-relation_unknown = صلة القرابة «{ $text }» غير معروفة، وحُفظت في الملاحظات.
imports-remark-rent_but_owned = السكن ملك وقد كُتب له إيجار.
imports-remark-schooling_unknown = المرحلة الدراسية «{ $text }» غير معروفة، وحُفظت في الملاحظات.
imports-remark-sex_differs = الجنس المكتوب لا يوافق الاسم.
imports-remark-sex_unknown = الجنس «{ $text }» غير واضح.

error-workbook_missing = نرجو اختيار ملف السجل أولًا.
imports-remark-elsewhere = رقم الهوية مسجَّل في فرع آخر، فلم يُضف ولم يُعدَّل شيء من ملفه.

imports-title = استيراد السجل
imports-one = نتيجة الاستيراد
imports-text = يُدخل سجلًا محفوظًا في إكسل إلى ملفات المستفيدين. تُفحص الصفوف كلها أولًا ويُعرض ما سيحدث، ولا يُكتب شيء قبل التأكيد.
imports-new = سجل جديد
imports-workbook = ملف السجل
imports-workbook-hint = ملف إكسل بصيغة xlsx. تُعرف الأعمدة من عناوينها.
imports-branch = الفرع
imports-branch-hint = تُسجَّل الملفات الجديدة في هذا الفرع.
imports-try = فحص الملف
imports-try-hint = الفحص لا يغيّر شيئًا في السجل.
imports-runs = ما سبق استيراده
imports-runs-none = لم يُستورد سجل بعد
imports-runs-none-text = يظهر هنا كل ملف فُحص أو استُورد، مع عدد ما دخل منه وما لم يُقبل.
imports-when = الوقت
imports-who = الموظف
imports-state = الحالة
imports-state-ran = استُورد
imports-state-tried = فُحص فقط
imports-stayed-out = لم يدخل
imports-people-rows = صفوف المستفيدين
imports-created = ملفات جديدة
imports-updated = ملفات عُدلت
imports-unchanged = بلا تغيير
imports-rejected = صفوف لم تُقبل
imports-duplicates = صفوف مكررة
imports-members-created = أفراد جدد
imports-members-updated = أفراد عُدلت بياناتهم
imports-members-unchanged = أفراد بلا تغيير
imports-members-out = أفراد لم يدخلوا
imports-counts = الخلاصة
imports-sheets = أوراق الملف
imports-understood = ما فُهم منها
imports-rows = الصفوف
imports-ignored = عناوين لم تُستعمل
imports-kind-people = مستفيدون
imports-kind-members = أفراد الأسر
imports-kind-empty = فارغة
imports-kind-not-understood = لم تُفهم
imports-remarks = ملاحظات
imports-remarks-text = هذه الصفوف دخلت، وفيها ما يستحق النظر.
imports-remarks-more = { $n ->
    [one] ملاحظة واحدة في المجموع، وهي كلها في التقرير.
    [two] ملاحظتان في المجموع، وهما في التقرير.
    [few] { $n } ملاحظات في المجموع، وهي كلها في التقرير.
    [many] { $n } ملاحظة في المجموع، وهي كلها في التقرير.
   *[other] { $n } ملاحظة في المجموع، وهي كلها في التقرير.
}
imports-tried-title = لم يُكتب شيء بعد
imports-tried-text = هذا ما سيحدث عند التأكيد. الصفوف التي لم تُقبل تبقى خارجًا، ويمكن تنزيلها وتصحيحها ثم استيرادها وحدها.
imports-confirm = تأكيد الاستيراد
imports-another = اختيار ملف آخر
imports-done = اكتمل الاستيراد.
imports-errors-get = تنزيل ما لم يدخل
imports-errors-file = صفوف-تحتاج-تصحيحا
imports-report-get = تنزيل التقرير
imports-in-file = رقم ملفه عندنا { $number }.
imports-declared = كما ورد في السجل المستورد
imports-declared-text = معلومات منقولة من سجل سابق، ولم تُطابَق بمستند بعد.
imports-declared-member = الفرد

event-import-tried = فُحص سجل قبل استيراده
event-import-confirmed = أُكد استيراد سجل
event-import-ran = استُورد سجل
event-file-imported = عدّل الاستيراد ملفًا
event-demo-filled = أُنشئت بيانات تجريبية
permission-import-run = استيراد السجل من إكسل

choice-declared-source-salary = راتب
choice-declared-source-pension = معاش تقاعدي
choice-declared-source-social-insurance = تأمينات اجتماعية
choice-declared-source-social-security = ضمان اجتماعي
choice-declared-source-citizen-account = حساب المواطن
choice-declared-source-disability-aid = إعانة التأهيل
choice-declared-source-relatives = دعم الأقارب
choice-declared-source-own-work = عمل حر
choice-declared-source-alimony = نفقة
choice-declared-source-other = مصدر آخر
choice-declared-dwelling-owned = ملك
choice-declared-dwelling-rented = مستأجر
choice-declared-dwelling-traditional = بيت شعبي
choice-declared-dwelling-with-family = مع الأهل
choice-declared-dwelling-endowment = وقف
choice-declared-dwelling-public-housing = إسكان تنموي
choice-declared-dwelling-employer = سكن من جهة العمل
choice-declared-dwelling-inherited = بيت ورثة
choice-declared-dwelling-temporary = سكن مؤقت
choice-declared-dwelling-other = سكن آخر
choice-declared-schooling-below-age = دون سن الدراسة
choice-declared-schooling-kindergarten = روضة
choice-declared-schooling-primary = ابتدائي
choice-declared-schooling-intermediate = متوسط
choice-declared-schooling-secondary = ثانوي
choice-declared-schooling-diploma = دبلوم
choice-declared-schooling-university = جامعي
choice-declared-schooling-postgraduate = دراسات عليا
choice-declared-schooling-special = تربية خاصة
choice-declared-schooling-none = لا يدرس
choice-declared-schooling-finished = متخرج
