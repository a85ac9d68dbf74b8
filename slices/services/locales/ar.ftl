# فهرس الخدمات
services-title = الخدمات
services-lead = ما تقدمه الجمعية، ولمن، وما يُطلب له من مستندات. يُنظر في كل طلب بما كان معمولًا به يوم تقديمه.
services-new = إضافة خدمة
services-list = فهرس الخدمات
services-none = لا خدمات في الفهرس بعد
services-none-text = تُضاف الخدمات واحدة واحدة، أو تُستورد من ملف جاهز.
services-none-here = لا خدمة بهذه الأوصاف
services-none-here-text = قد تكون موقوفة، أو ضمن نوع آخر من المساعدة.
services-clear = عرض الخدمات كلها
services-filter-state = حالة الخدمة
services-filter-kind = نوع المساعدة
services-filter-whom = فئة المستفيد
services-state-offered = المقدَّمة
services-state-stopped = الموقوفة
services-state-all = الكل
services-every-kind = كل الأنواع
services-every-category = كل الفئات
services-tag-stopped = موقوفة
services-documents-n = { $n ->
    [zero] بلا مستندات
    [one] مستند واحد
    [two] مستندان
    [few] { $n } مستندات
    [many] { $n } مستندًا
   *[other] { $n } مستند
}
services-export = تصدير الفهرس

# خدمة واحدة
services-name = الخدمة
services-about = عن الخدمة
services-kind = نوع المساعدة
services-for-whom = لمن هي
services-and-more = { $n ->
    [one] { $first }، وفئة أخرى
    [two] { $first }، وفئتان
    [few] { $first }، و{ $n } فئات
    [many] { $first }، و{ $n } فئة
   *[other] { $first }، و{ $n } فئة
}
services-for-all = كل من له ملف في الجمعية
services-gives = ما يُقدَّم
services-ceiling = الحد الأعلى للطلب الواحد
services-no-ceiling = بلا حد
services-quantity = { $n } { $unit }
services-how-often = كم مرة
services-study = البحث الاجتماعي
services-decider = صاحب القرار
services-decider-committee = لجنة البحث
services-decider-delegate = { $role } لما دون { $amount }، ولجنة البحث لما سواه
services-funds = مصارف المال
services-any-fund = أي مال متاح
services-reply-days = الهدف الداخلي للرد بالأيام
services-usual-target = الهدف المعتاد في الجمعية
services-article = المادة في دليل سياسة الدعم
services-days = { $n ->
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
services-documents = المستندات المطلوبة
services-no-documents = لا مستندات مطلوبة
services-no-documents-text = تُقدَّم هذه الخدمة من غير مستندات في هذه الحال.
services-document = المستند
services-per = ممن يُطلب
services-per-n = { $n ->
    [one] { $per } (واحد)
    [two] { $per } (اثنان)
   *[other] { $per } ({ $n })
}
services-when = متى يُطلب
services-always = في كل الأحوال
services-valid = حداثته
services-in-date = سارٍ عند التقديم
services-fresh = { $n ->
    [one] صادر خلال يوم
    [two] صادر خلال يومين
    [few] صادر خلال { $n } أيام
    [many] صادر خلال { $n } يومًا
   *[other] صادر خلال { $n } يوم
}
services-ways = كيف يُطابَق
services-ways-most = تكفي لمطابقة المستند واحدة من هذه: { $ways }. وما يُطابَق بغيرها ذُكر عنده.
services-ways-also = تكفي أيضًا: { $ways }
services-ways-own = كيف يُطابَق: { $ways }
services-version-n = الإصدار { $n }
services-remark-later = يُعمل بهذا الإصدار ابتداءً من { $date }.
services-remark-old = هذا الإصدار { $version }، وليس المعمول به اليوم. يُنظر به في الطلبات التي قُدّمت وقت العمل به.
services-remark-upcoming = كُتب إصدار أحدث يبدأ العمل به في { $date }.
services-deactivate = إيقاف تقديم الخدمة
services-deactivate-tip = لا تُقبل طلبات جديدة لها، وتمضي الطلبات القائمة كما هي.
services-activate = إعادة تقديم الخدمة
services-stopped = أُوقف تقديم الخدمة
services-stopped-text = لا تُقبل لها طلبات جديدة حتى يُعاد تقديمها.
services-offered-again = أُعيد تقديم الخدمة

# إضافة وتعديل
services-edit = تعديل الخدمة
services-save = حفظ
services-saved = حُفظت الخدمة.
services-waiting = ينتظر إصدار يبدأ العمل به في { $date }. ما يُحفظ هنا يحل محله.
services-part-what = التعريف بالخدمة
services-part-gives = ما يُقدَّم وقدره
services-part-decides = الدراسة والقرار
services-part-from = بدء العمل
services-name-ar = اسم الخدمة بالعربية
services-name-en = اسم الخدمة بالإنجليزية
services-summary-ar = تعريف مختصر بالعربية
services-summary-en = تعريف مختصر بالإنجليزية
services-summary-hint = سطر أو سطران يفهمهما المستفيد.
services-code = رمز الخدمة
services-code-hint = حروف لاتينية صغيرة وأرقام وشرطة سفلية، ولا يتغير بعد الحفظ.
services-sort = الترتيب في الفهرس
services-sort-hint = الأصغر أولًا، ومن غير رقم تكون في الآخر.
services-for-whom-hint = من غير اختيار تكون لكل من له ملف.
services-ceiling-hint = للنقدي. من غير مبلغ لا حد لها.
services-ceiling-quantity = الحد الأعلى عينًا
services-ceiling-quantity-hint = للعيني: عدد الوحدات في الطلب الواحد.
services-unit-ar = وحدة العد بالعربية
services-unit-en = وحدة العد بالإنجليزية
services-unit-hint = للعيني: سلة، حقيبة، جهاز.
services-funds-hint = من غير اختيار تُصرف من أي مال.
services-delegate-below = يقرر المفوَّض ما دون
services-delegate-hint = عند التفويض فقط، وما بلغ هذا المبلغ يُعرض على اللجنة.
services-delegate = المفوَّض بالقرار
services-reply-days-hint = يُترك خاليًا للعمل بالهدف المعتاد. لا يقل عن 15 يومًا لأن الرد لا يصدر قبل أسبوعين.
services-article-hint = ما تستند إليه الخدمة، مثل: المادة الرابعة، الفقرة 2.
services-rows-hint = كل سطر مستند: ممن يُطلب، وفي أي حال، وكيف يُطابَق. إن وقع مستند الشخص نفسه في سطرين طُلب مرة واحدة.
services-requirement = مستند مطلوب
services-new-line = مستند جديد
services-row-add = إضافة مستند
services-row-remove = حذف السطر
services-row-up = تقديم
services-row-down = تأخير
services-only-category = لفئة بعينها
services-valid-days = صلاحيته بالأيام من صدوره
services-valid-days-hint = يُترك خاليًا إن كان يكفي ألا يكون منتهيًا.
services-condition = الشرط
services-condition-hint = يُترك خاليًا ليُطلب في كل الأحوال. الكلمات المتاحة وأمثلتها في آخر الصفحة.
services-ways-hint = تكفي واحدة منها.
services-note-ar = ملاحظة بالعربية
services-note-en = ملاحظة بالإنجليزية
services-from = بدء العمل بها
services-from-hint = يُترك خاليًا ليبدأ العمل بها الآن. لا يكون في الماضي، فما قُدّم من قبل يُنظر فيه بما كان.
services-change-reason = سبب التعديل
services-change-reason-hint = يبقى في سجل الإصدارات.
services-help = كتابة الشروط
services-help-text = الشرط عبارة من إجابات نموذج الطلب، نتيجتها نعم أو لا. إن تعذّر الحكم بها على طلب طُلب المستند مع تنبيه، ولا يسقط.
services-help-example = مثال
services-help-says = يُقرأ هكذا
services-help-join = تُجمع الشروط بعلامات «و» و«أو» و«ليس»، على الترتيب:

# الشروط مقروءة
services-cel-and = { $a }، و{ $b }
services-cel-or = { $a } أو { $b }
services-cel-not = ليس ({ $a })
services-cel-yes = { $fact }: نعم
services-cel-no = { $fact }: لا
services-cel-is = { $fact }: { $value }
services-cel-is-not = { $fact } غير { $value }
services-cel-more = { $fact } أكثر من { $value }
services-cel-less = { $fact } أقل من { $value }
services-cel-at-least = { $fact } لا يقل عن { $value }
services-cel-at-most = { $fact } لا يزيد على { $value }
services-cel-has = من { $fact }: { $value }
services-cel-has-not = ليس من { $fact }: { $value }
services-cel-some = { $fact }: واحد فأكثر
services-cel-none = { $fact }: لا أحد
services-cel-one-of = { $fact }: واحد من { $value }
services-cel-size = عدد { $fact }
services-yes = نعم
services-no = لا
services-because-why = لأن { $why }
services-because-answers = بحسب الإجابات: { $words }
services-because-listed = لأن الأسرة مسجلة في فئة: { $category }
services-why-or = {" أو "}
services-why-debts = على الأسرة ديونًا
services-why-no-debts = الأسرة لا ديون عليها
services-why-income = دخل الأسرة فيه { $value }
services-why-no-income = دخل الأسرة ليس فيه { $value }
services-why-category = الأسرة مسجلة في فئة: { $value }
services-why-dwelling = السكن { $value }
services-why-children = في الأسرة من لم يبلغ الثامنة عشرة
services-why-several = الأسرة أكثر من فرد واحد
services-why-amount = في الطلب مبلغًا
services-why-sum-more = { $fact } أكثر من { $value }
services-why-sum-less = { $fact } أقل من { $value }
services-why-sum-at-least = { $fact } لا يقل عن { $value }
services-why-sum-at-most = { $fact } لا يزيد على { $value }
services-why-people-more = { $fact } أكثر من { $value }
services-why-people-less = { $fact } أقل من { $value }
services-why-people-at-least = { $fact } لا يقل عن { $value }
services-why-people-at-most = { $fact } لا يزيد على { $value }
services-because-category = لفئة: { $category }
services-because-unclear = لم تتضح الإجابة في هذا، فطُلب المستند احتياطًا: { $condition }
services-because-age = العمر غير معروف

# الإصدارات
services-versions = إصدارات الخدمة
services-versions-text = لا يُغيَّر إصدار بعد حفظه، وكل تعديل إصدار جديد.
services-version-open = فتح هذا الإصدار
services-in-force = معمول به
services-written = كُتب في
services-by-system = النظام
services-change = ما تغيّر
services-before = قبل
services-after = بعد
services-order-changed = تغيّر ترتيب المستندات
services-switches = إيقاف وإعادة

# تجربة الخدمة
services-try = تجربة الشروط
services-try-text = لمعرفة ما سيُطلب من أسرة بهذه الأوصاف. لا يُحفظ شيء مما يُكتب هنا.
services-try-facts = أوصاف الأسرة
services-try-members = عدد أفراد الأسرة مع مقدّم الطلب
services-try-children = منهم دون الثامنة عشرة
services-try-married = لمقدّم الطلب زوج أو زوجة في الأسرة
services-try-dwelling = السكن
services-try-rent = الإيجار السنوي
services-try-income = الدخل الشهري
services-try-sources = مصادر الدخل
services-try-has-debts = على الأسرة ديون
services-try-debts = مجموع الديون
services-try-asked = المبلغ المطلوب
services-try-categories = الفئات
services-try-go = عرض المستندات
services-try-result = ما سيُطلب
services-try-not-for = الخدمة مخصصة لفئات: { $whom }
services-try-above = المبلغ يزيد على الحد الأعلى: { $ceiling }
services-try-delegate = يقرر في هذا المبلغ: { $role }
services-try-committee = تقرر فيه لجنة البحث

# ورقة للمراجع
services-paper = ورقة المستندات المطلوبة
services-paper-title = المستندات المطلوبة: { $name }
services-paper-always = يُطلب من الجميع
services-paper-cases = يُطلب في هذه الأحوال
services-paper-foot = نرجو إحضار الأصول للمطابقة، وتُعاد في الحال. ما كان محفوظًا في الملف وساريًا لا يُطلب مرة أخرى.

# الاستيراد
services-import = استيراد الفهرس
services-import-text = يُقرأ ملف الفهرس أولًا ويُعرض ما سيتغير، ثم يُحفظ بعد الموافقة. الخدمات التي لم تُذكر في الملف تبقى كما هي.
services-import-file = ملف الفهرس
services-import-file-hint = ملف TOML أو JSON كما يُصدَّر من هذا النظام.
services-import-paste = أو نص الفهرس
services-import-check = قراءة وعرض التغييرات
services-import-apply = حفظ هذه التغييرات
services-import-plan = ما سيتغير
services-import-what = الإجراء
services-import-created = تُضاف
services-import-revised = يُكتب لها إصدار جديد
services-import-unchanged = تبقى كما هي
services-import-faults = في الملف ما يحتاج إلى تصحيح
services-import-field = الموضع
services-import-fault = الملاحظة
services-import-reason = استيراد من ملف
services-imported = حُفظ الفهرس المستورد.

# ما يقال عند الحقل
error-services_name = نرجو كتابة اسم الخدمة بالعربية.
error-services_kind = نرجو اختيار نوع المساعدة.
error-services_gives = نرجو اختيار ما يُقدَّم: نقدي أو عيني.
error-services_often = نرجو اختيار عدد مرات التقديم.
error-services_study = نرجو اختيار نوع البحث الاجتماعي.
error-services_decider = نرجو اختيار صاحب القرار.
error-services_document = نرجو اختيار المستند، أو حذف السطر.
error-services_per = نرجو اختيار من يُطلب منه المستند.
error-services_long = النص أطول من المتسع. أكثر ما يتسع له من الحروف: { $max }.
error-services_code = الرمز حروف لاتينية صغيرة وأرقام وشرطة سفلية، ويبدأ بحرف.
error-services_code_taken = هذا الرمز لخدمة أخرى.
error-services_code_unknown = الرمز «{ $code }» غير معروف في القوائم.
error-services_goods_unit = ما يُقدَّم عيني، فنرجو كتابة وحدة عدّه.
error-services_positive = العدد أو المبلغ أكبر من صفر، أو يُترك خاليًا.
error-services_number = نرجو كتابة عدد صحيح بالأرقام.
error-services_money = نرجو كتابة المبلغ بالأرقام، مثل 1500 أو 1500.50.
error-services_delegate_amount = التفويض يحتاج إلى مبلغ يقرر المفوَّض فيما دونه.
error-services_delegate_role = نرجو اختيار المفوَّض بالقرار.
error-services_reply_days = الهدف بين 15 و365 يومًا.
error-services_lines = عدد المستندات { $max } على الأكثر.
error-services_days = الصلاحية بين يوم واحد وعشر سنوات.
error-services_ways = نرجو اختيار طريقة مطابقة واحدة على الأقل.
error-services_twice = هذا المستند مذكور بالشرط نفسه في سطر قبله.
error-services_unchanged = لم يتغير شيء عن الإصدار الأخير.
error-services_reason = نرجو كتابة السبب، في 500 حرف أو أقل.
error-services_from_past = بدء العمل اليوم أو بعده.
error-services_members = عدد الأفراد بين 1 و30، والأطفال أقل منه.
error-cel_long = الشرط أطول من المتسع. أكثر ما يتسع له من الحروف: { $max }.
error-cel_invalid = الشرط غير مفهوم عند الحرف { $at }. نرجو مقابلته بالأمثلة في آخر الصفحة.
error-cel_unknown = لا توجد إجابة باسم «{ $name }» (الحرف { $at }). الأسماء المتاحة في آخر الصفحة.
error-cel_unsupported = عند الحرف { $at } ما لا تتسع له الشروط. تكفي المقارنة و«و» و«أو» و«ليس» و in.
error-cel_types = عند الحرف { $at } شيئان لا يقارَن أحدهما بالآخر: عدد بعدد، ونص بنص بين علامتي "".
error-cel_code = لا يوجد «{ $code }» ضمن القائمة (الحرف { $at })، فلن يتحقق الشرط أبدًا.
error-cel_not_bool = نتيجة الشرط ليست نعم أو لا. مثال: members > 5
error-catalogue_unreadable = تعذّرت قراءة الفهرس عند السطر { $line }: { $detail }
error-catalogue_format = الملف من إصدار أحدث من هذا النظام.
error-catalogue_empty = نرجو اختيار ملف أو لصق نص الفهرس.
refusal-services_import_faulty = { $n ->
    [one] لم يُستورد شيء: في الفهرس ملاحظة واحدة.
    [two] لم يُستورد شيء: في الفهرس ملاحظتان.
    [few] لم يُستورد شيء: في الفهرس { $n } ملاحظات.
    [many] لم يُستورد شيء: في الفهرس { $n } ملاحظة.
   *[other] لم يُستورد شيء: في الفهرس { $n } ملاحظة.
}

# الصلاحيات والأحداث
permission-service-read = الاطلاع على الخدمات ومستنداتها
permission-service-manage = إضافة الخدمات وتعديلها وإيقافها
event-service-seed = وُضع الفهرس الأول للخدمات
event-service-create = أُضيفت خدمة
event-service-revise = كُتب إصدار جديد لخدمة
event-service-activate = أُعيد تقديم خدمة
event-service-deactivate = أُوقف تقديم خدمة
event-service-import = استُورد فهرس الخدمات

# القوائم
choice-services-kind-cash-once = نقدي مقطوع
choice-services-kind-cash-monthly = نقدي شهري
choice-services-kind-food = غذاء
choice-services-kind-clothing = كسوة
choice-services-kind-housing = سكن
choice-services-kind-bills = فواتير
choice-services-kind-household = تجهيز المنزل
choice-services-kind-health = صحة وعلاج
choice-services-kind-education = تعليم
choice-services-kind-empowerment = تدريب وتمكين
choice-services-kind-sponsorship = كفالة
choice-services-kind-marriage = زواج
choice-services-kind-debt = تفريج كربة
choice-services-kind-seasonal = مواسم
choice-services-kind-other = أخرى
choice-services-gives-money = نقدي
choice-services-gives-goods = عيني
choice-services-often-once = مرة واحدة
choice-services-often-monthly = كل شهر
choice-services-often-yearly = مرة في السنة
choice-services-often-season = في الموسم
choice-services-often-as-needed = بحسب الحاجة
choice-services-study-none = من غير بحث
choice-services-study-desk = بحث مكتبي
choice-services-study-field = بحث ميداني بزيارة
choice-services-decider-committee = لجنة البحث
choice-services-decider-delegate = مفوَّض فيما دون مبلغ
choice-services-per-household = الأسرة
choice-services-per-applicant = مقدّم الطلب
choice-services-per-spouse = الزوج أو الزوجة
choice-services-per-each-member = كل فرد في الأسرة
choice-services-per-each-adult = كل من بلغ الثامنة عشرة
choice-services-per-each-child = كل من دون الثامنة عشرة
choice-services-per-each-with-card = كل من بلغ الخامسة عشرة
choice-services-per-each-student = كل من هو بين السادسة والرابعة والعشرين
choice-services-way-original-at-desk = رؤية الأصل في المكتب
choice-services-way-on-visit = رؤية الأصل في الزيارة
choice-services-way-with-issuer = التحقق لدى جهة الإصدار
choice-services-way-certified-copy = صورة مصدقة
choice-services-fund-zakat = زكاة
choice-services-fund-sadaqa = صدقة
choice-services-fund-restricted = مال مقيّد
choice-services-category-widow = أرملة
choice-services-category-divorced = مطلقة
choice-services-category-orphan = يتيم
choice-services-category-elderly = مسن
choice-services-category-disabled = ذو إعاقة
choice-services-category-sick = مريض
choice-services-category-prisoner-family = أسرة سجين
choice-services-category-abandoned = مهجورة أو معلقة
choice-services-category-low-income = محدود الدخل
choice-services-category-debtor = غارم
choice-services-category-getting-married = مقبل على الزواج
choice-services-category-individual = فرد
choice-services-category-household = رب أسرة
choice-services-dwelling-owned = ملك
choice-services-dwelling-rented = مستأجر
choice-services-dwelling-traditional = بيت شعبي
choice-services-dwelling-with-family = مع الأهل
choice-services-dwelling-endowment = وقف
choice-services-dwelling-public-housing = إسكان تنموي
choice-services-dwelling-employer = سكن من جهة العمل
choice-services-dwelling-inherited = بيت ورثة
choice-services-dwelling-temporary = سكن مؤقت
choice-services-dwelling-other = سكن آخر
choice-services-income-salary = راتب
choice-services-income-pension = معاش تقاعدي
choice-services-income-social-insurance = تأمينات اجتماعية
choice-services-income-social-security = ضمان اجتماعي
choice-services-income-citizen-account = حساب المواطن
choice-services-income-disability-aid = إعانة التأهيل
choice-services-income-relatives = دعم الأقارب
choice-services-income-own-work = عمل حر
choice-services-income-alimony = نفقة
choice-services-income-other = مصدر آخر
choice-services-role-manager = المدير التنفيذي
choice-services-role-research-lead = مسؤول البحث الاجتماعي
choice-services-role-branch-delegate = مندوب الفرع
choice-services-role-committee-chair = رئيس اللجنة
choice-services-document-national-id = الهوية الوطنية أو هوية مقيم
choice-services-document-family-record = سجل الأسرة
choice-services-document-birth-certificate = شهادة ميلاد
choice-services-document-salary-statement = تعريف بالراتب
choice-services-document-social-security-statement = مشهد الضمان الاجتماعي
choice-services-document-retirement-statement = بيان معاش التقاعد
choice-services-document-insurance-statement = بيان التأمينات الاجتماعية
choice-services-document-unemployment-statement = إفادة عدم وجود عمل
choice-services-document-rent-contract = عقد إيجار إلكتروني
choice-services-document-ownership-deed = صك ملكية
choice-services-document-electricity-bill = فاتورة كهرباء
choice-services-document-national-address = إثبات العنوان الوطني
choice-services-document-iban-certificate = شهادة الآيبان
choice-services-document-death-certificate = شهادة وفاة
choice-services-document-heirs-deed = صك حصر الورثة
choice-services-document-support-deed = صك إعالة
choice-services-document-divorce-deed = صك طلاق
choice-services-document-desertion-statement = صك أو مشهد هجر
choice-services-document-guardianship-deed = صك ولاية أو وكالة
choice-services-document-medical-report = تقرير طبي
choice-services-document-disability-card = بطاقة إعاقة
choice-services-document-school-statement = تعريف من المدرسة أو الجامعة
choice-services-document-prison-statement = إفادة من السجن
choice-services-document-debt-proof = إثبات دين
choice-services-document-court-order = حكم أو أمر تنفيذ
choice-services-document-price-quotation = تسعيرة
choice-services-document-damage-photos = صور الضرر
choice-services-document-vehicle-registration = رخصة سير المركبة
choice-services-document-other-proof = إثبات آخر
choice-services-fact-members = عدد أفراد الأسرة
choice-services-fact-children = عدد من دون الثامنة عشرة
choice-services-fact-adults = عدد البالغين
choice-services-fact-dwelling = السكن
choice-services-fact-rent-yearly = الإيجار السنوي
choice-services-fact-income-monthly = الدخل الشهري
choice-services-fact-income-sources = مصادر الدخل
choice-services-fact-has-debts = على الأسرة ديون
choice-services-fact-debts-total = مجموع الديون
choice-services-fact-amount-asked = المبلغ المطلوب
choice-services-fact-categories = الفئات
choice-services-holds-number = عدد
choice-services-holds-riyals = مبلغ بالريال
choice-services-holds-text = رمز من هذه:
choice-services-holds-yes-no = نعم أو لا
choice-services-holds-texts = رموز من هذه:
