# الموقع العام
site-ask = تقديم طلب دعم
site-ask-this = طلب هذه الخدمة
site-talk = التحدث إلى موظف
site-begin = البدء بالطلب
site-comma = ،
site-and-more = وغيرها
site-track-title = متابعة طلب سابق
site-track-text = يظهر لك أين وصل طلبك، وعند من، وما المطلوب منك، برمز يصل إلى جوالك.
site-track-in = طلباتك ورسائلك ومستنداتك في مكان واحد.
site-track-button = عرض طلباتي
site-needs-title = بماذا نعينك؟
site-needs-label = الخدمات بحسب الحاجة
site-all-needs = كل الحاجات
site-all-services = كل الخدمات
site-no-services = لا خدمات معروضة الآن
site-no-services-text = نحدّث قائمة الخدمات. يمكنك التواصل معنا، ونسمع حاجتك.
site-none-found = لم نجد خدمة بهذا الوصف
site-none-found-text = يمكن كتابة كلمة واحدة، مثل: إيجار أو علاج، أو تصفّح الخدمات كلها.
site-services-n = { $n ->
    [zero] لا خدمات بهذا الوصف
    [one] خدمة واحدة
    [two] خدمتان
    [few] { $n } خدمات
    [many] { $n } خدمة
   *[other] { $n } خدمة
}
site-find-label = كلمة من حاجتك
site-find-for = لمن الخدمة
site-find-anyone = للجميع
site-find = بحث
site-not-sure = موظف علاقات المستفيدين يدلّك على الخدمة المناسبة لك.
site-how-title = كيف يُطلب الدعم؟
site-how-more = تفصيل الخطوات
site-facts-title = يُقال، والصحيح
site-said = يُقال
site-faq-all = كل الأسئلة
site-ways-title = ثماني طرق للوصول إلينا
site-way-go = التفاصيل
site-announcement = إعلان
site-preview-bar = معاينة قبل النشر: لا يرى هذه الصفحة غيرك بعد.
site-in-brief = الخدمة في سطور
site-gives = ما تقدّمه
site-gives-money = مبلغ من المال، وأعلاه { $most }
site-gives-money-open = مبلغ من المال بقدر الحاجة
site-gives-goods = عينًا، حتى { $most }
site-unit-basket = { $n ->
    [one] سلة واحدة
    [two] سلتين
    [few] { $n } سلال
    [many] { $n } سلة
   *[other] { $n } سلة
}
site-unit-voucher = { $n ->
    [one] قسيمة واحدة
    [two] قسيمتين
    [few] { $n } قسائم
    [many] { $n } قسيمة
   *[other] { $n } قسيمة
}
site-unit-bag = { $n ->
    [one] حقيبة واحدة
    [two] حقيبتين
    [few] { $n } حقائب
    [many] { $n } حقيبة
   *[other] { $n } حقيبة
}
site-unit-device = { $n ->
    [one] جهاز واحد
    [two] جهازين
    [few] { $n } أجهزة
    [many] { $n } جهازًا
   *[other] { $n } جهاز
}
site-unit-other = { $n } ({ $unit })
site-gives-goods-open = عينًا بقدر الحاجة
site-often = كم مرة
site-free = التقديم بلا رسوم، ولا يعني التقديم القبول.
site-whom-title = لمن هذه الخدمة
site-whom-text = لمن ينطبق عليه واحد من هذه:
site-whom-all = لكل من له ملف في الجمعية، ومن ليس له ملف نفتحه معه عند أول طلب.
site-papers-title = المستندات المطلوبة
site-papers-text = تُطلب من الجميع. وما كان منها في ملفك ساريًا لا نطلبه مرة أخرى.
site-papers-none = لا تحتاج هذه الخدمة إلى مستندات.
site-cases-title = ومستندات في حالات
site-cases-text = لا تُطلب إلا ممن ينطبق عليه ما فوقها.
site-after-title = ماذا يكون بعد الطلب
site-study-none = لا تحتاج هذه الخدمة إلى بحث اجتماعي.
site-study-desk = يدرس الباحث الاجتماعي الطلب من مستنداته وبمكالمة.
site-study-field = يزورك الباحث الاجتماعي في موعد يتفق عليه معك.
site-decides-committee = تقرر فيه لجنة البحث.
site-decides-delegate = يقرر فيه المفوَّض إن كان دون { $amount }، ولجنة البحث فيما سواه.
site-others-title = خدمات قريبة منها
site-promise-title = متى يأتي الرد
site-promise-submission = لا يصدر الرد قبل { $n ->
    [one] يوم
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
} من اكتمال الطلب.
site-promise-presentation = لا يصدر الرد قبل { $n ->
    [one] يوم
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
} من رفع الطلب إلى لجنة البحث.
site-promise-none = يصدر الرد متى اكتملت دراسة الطلب.
site-promise-least = هذه أقل مدة لا أكثرها: تُعطى الدراسة فيها حقها، وقد يأتي الرد بعدها. ولا نعد بيوم لا نملكه، ويظهر لك في كل وقت أين الطلب وعند من.
site-promise-urgent = وفي الضرورة العاجلة قد يُستعجل الرد بسبب مكتوب يُسجّل، ويكفي إخبارنا بها.
site-promise-example = لو اكتمل طلبك اليوم
site-promise-example-text = فهذا أقرب يوم للرد. ويظهر موعد طلبك أنت عند إرساله، وفي إيصاله المطبوع.
site-objection-days = وإن لم ينصفك الرد فلك الاعتراض خلال { $n ->
    [one] يوم
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
} من وصوله.
site-kept-title = كم وفينا
site-kept-text = من طلبات السنة الماضية كما هي في السجل، بلا انتقاء.
site-too-few = الطلبات أقل من أن تُحسب
site-too-few-text = ننشر الأرقام متى بلغت حالاتها عشرًا، حتى لا يُعرف أحد من رقم.
site-guard = محجوب: حالاته أقل من { $n }، ونحجبه كي لا يدل على أحد.
site-lengths-title = المدة في كل خطوة
site-lengths-text = المدة الوسطى: نصف الطلبات أسرع منها ونصفها أبطأ.
site-less-than-a-day = أقل من يوم
site-days = { $n ->
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
site-of-cases = { $n ->
    [one] من حالة واحدة
    [two] من حالتين
    [few] من { $n } حالات
    [many] من { $n } حالة
   *[other] من { $n } حالة
}
site-counted = حُسبت في
site-hours-title = أوقات العمل
site-address-title = العنوان
site-branches-title = المكاتب الفرعية ومناديبها
site-branch-serves = يخدم:
site-no-branches = لم تُضف المكاتب بعد.
site-no-questions = لا أسئلة منشورة بعد
site-no-questions-text = يسعدنا أن نجيب عن سؤالك.
site-other-question = سؤال آخر؟
site-changed = آخر تعديل
site-map-pages = صفحات البوابة
site-edit-title = الموقع العام
site-edit-hint = نصوص الصفحات العامة والأسئلة وطرق التواصل والإعلان ونشر الأرقام.
site-edit-text = كل جزء يُكتب ويُعاين ثم يُنشر وحده، وتبقى إصداراته السابقة.
site-edit-open = فتح الموقع
site-edit-see = عرض الصفحة المنشورة
site-edit-words = النص
site-edit-marks = السطر الفارغ يبدأ فقرة، و⁦##⁩ في أول السطر عنوان، و⁦-⁩ نقطة، و⁦**⁩نص⁦**⁩ للإبراز، ورابط الصفحة هكذا: ⁦[text](/help)⁩. ولا يُقبل HTML.
site-edit-in-arabic = { $field } (عربي)
site-edit-in-english = { $field } (إنجليزي)
site-edit-way-hint = رقم هاتف، أو بريد، أو حساب يبدأ بـ @، أو رابط يبدأ بـ https:// أو /. يُترك فارغًا ليؤخذ من ورق المراسلات.
site-edit-figures-hint = لا يُنشر رقم حالاته أقل من عشر.
site-edit-step-title = عنوان الخطوة { $n }
site-edit-step = شرح الخطوة { $n }
site-edit-link = رابط «{ $way }» أو رقمها
site-edit-branch-hours = أوقات { $branch }
site-edit-branch-phone = هاتف { $branch }
site-edit-questions = الأسئلة
site-edit-questions-hint = السؤال الفارغ لا يُنشر، والترتيب بالرقم الذي في آخر كل سؤال.
site-edit-new-question = سؤال جديد
site-edit-ask-ar = السؤال (عربي)
site-edit-ask-en = السؤال (إنجليزي)
site-edit-answer-ar = الجواب (عربي)
site-edit-answer-en = الجواب (إنجليزي)
site-edit-myth = شيء يُقال وليس كذلك
site-edit-order = الترتيب
site-edit-preview = معاينة في صفحة أخرى
site-edit-publish = نشر
site-edit-published = نُشر، ويراه الزوار الآن.
site-edit-restored = أُعيد نشر الإصدار السابق.
site-edit-versions = الإصدارات
site-edit-version = الإصدار { $n }
site-edit-builtin = النص الأول المرفق بالنظام
site-edit-now = المنشور الآن
site-edit-look = فتح للتعديل
site-edit-restore = نشره من جديد
site-edit-from = مُلئ النموذج من الإصدار { $n }، ولا يتغير المنشور حتى يُنشر.
site-edit-from-builtin = مُلئ النموذج من النص الأول، ولا يتغير المنشور حتى يُنشر.

choice-site-way-interview = المقابلة
choice-site-way-phone = الاتصالات الهاتفية
choice-site-way-social-media = وسائل التواصل الاجتماعي
choice-site-way-letters = الخطابات
choice-site-way-aid-request = خدمات طلب المساعدة
choice-site-way-volunteering = خدمة التطوع
choice-site-way-website = الموقع الإلكتروني
choice-site-way-delegates = مناديب المكاتب الفرعية
choice-site-figure-in-target = ردود صدرت ضمن هدفنا الداخلي
choice-site-figure-after-floor = ردود أخذت دراستها مدتها كاملة
choice-site-figure-told-once = طلبات أُبلغ أصحابها بالنقص مرة واحدة
choice-site-figure-received = إعانات أكد أصحابها وصولها
choice-site-figure-whole = من اكتمال الطلب إلى الرد
choice-site-figure-papers = التأكد من المستندات
choice-site-figure-study = البحث الاجتماعي
choice-site-figure-committee = لجنة البحث
choice-site-figure-delivery = من الرد إلى وصول الخدمة
choice-site-part-home = الصفحة الرئيسة
choice-site-part-banner = الإعلان
choice-site-part-help = صفحة الخدمات
choice-site-part-how = كيف يُطلب الدعم
choice-site-part-promises = الوعود والوفاء بها
choice-site-part-contact = التواصل والمكاتب
choice-site-part-faq = الأسئلة المتكررة
choice-site-part-privacy = الخصوصية
choice-site-part-accessibility = إمكانية الوصول
choice-site-about-home = الترحيب، وحقوق المستفيد، وما فوق الخدمات وطرق التواصل.
choice-site-about-banner = سطر أعلى كل صفحة عامة بين يومين، كإغلاق مكتب أو موسم.
choice-site-about-help = ما فوق قائمة الخدمات وتحتها. نصوص كل خدمة تُكتب في دليل الخدمات.
choice-site-about-how = الخطوات الخمس، وما يحتاج إليه المستفيد قبل البدء.
choice-site-about-promises = ما نعد به، ونشر الأرقام أو حجبها.
choice-site-about-contact = الطرق الثماني، وأوقات العمل، والعنوان، وأوقات المكاتب.
choice-site-about-faq = ما يسأل عنه الناس وما يُشاع، مرتبًا.
choice-site-about-privacy = ما يُجمع من بيانات وأساسه ومدته والحقوق فيه، كما يطلبه نظام حماية البيانات الشخصية.
choice-site-about-accessibility = ما عُمل عليه، وكيف يُخبَر بما صعب.
choice-site-field-title = العنوان
choice-site-field-intro = المقدمة
choice-site-field-services = ما فوق الخدمات
choice-site-field-rights-title = عنوان الحقوق
choice-site-field-rights = الحقوق
choice-site-field-ways = ما فوق طرق التواصل
choice-site-field-text = نص الإعلان
choice-site-field-from = يظهر من
choice-site-field-until = يظهر إلى
choice-site-field-body = النص
choice-site-field-figures = نشر أرقام الوفاء بالوعود
choice-site-field-hours = أوقات العمل
choice-site-field-address = العنوان البريدي والموقع
permission-site-manage = كتابة الموقع العام ونشره
event-site-publish = نُشر جزء من الموقع العام
error-site_link = الرابط { $link } لا يُقبل. المقبول ما يبدأ بـ / أو https:// أو mailto: أو tel:
error-site_html = في النص وسوم HTML أو صور، وتظهر للزائر حروفًا. نرجو إزالتها.
error-site_way = نرجو كتابة رقم هاتف أو بريد أو حساب يبدأ بـ @ أو رابط صحيح.
error-site_until = آخر يوم للإعلان قبل أوله.
choice-site-also-cash-once = مال نقد فلوس مساعدة عاجلة مصروف
choice-site-also-cash-monthly = راتب شهري مصروف معونة إعانة نقد
choice-site-also-food = أكل طعام غذاء سلة تموين أرزاق
choice-site-also-clothing = ملابس كسوة لباس شتاء بطانيات
choice-site-also-housing = إيجار بيت منزل مسكن شقة ترميم
choice-site-also-bills = كهرباء ماء فاتورة فواتير سداد
choice-site-also-household = أثاث أجهزة مكيف ثلاجة غسالة فرش
choice-site-also-health = علاج دواء مستشفى طبيب مريض مرض كرسي جهاز
choice-site-also-education = مدرسة جامعة حقيبة دراسة رسوم طالب طلاب
choice-site-also-empowerment = عمل وظيفة مشروع تدريب دورة أسر منتجة
choice-site-also-sponsorship = كفالة يتيم أيتام
choice-site-also-marriage = زواج زفاف عرس مهر
choice-site-also-debt = دين ديون سجين سجن مدين غارم
choice-site-also-seasonal = رمضان عيد أضحية فطر زكاة صيف
choice-site-also-other = غير ذلك
