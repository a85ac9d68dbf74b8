# بوابة المستفيد: المتابعة والبيانات
portal-mine = صفحتي
portal-mine-rest = رسائلي ودخولي
portal-back-own = العودة إلى ملفي
portal-represent = أنوب عن غيري
portal-data-of = بيانات { $name }
portal-data-plain = البيانات
portal-papers-plain = المستندات من الجمعية
portal-copy-plain = نسخة من البيانات
portal-hello = أهلًا
portal-mine-for = نيابة عن { $name }
portal-mine-own = طلباتي
portal-mine-of = طلبات
portal-my-requests = طلباتي
portal-mine-changed = جدّ شيء في الطلب أثناء الكتابة. نرجو مراجعته ثم الإعادة.
portal-back-mine = صفحتي
portal-back-request = العودة إلى الطلب
portal-who = الدخول نيابة عن غيري
portal-todo = { $n ->
    [one] طلب واحد ينتظر شيئًا منك
    [two] طلبان ينتظران شيئًا منك
    [few] { $n } طلبات تنتظر شيئًا منك
    [many] { $n } طلبًا ينتظر شيئًا منك
   *[other] { $n } طلب ينتظر شيئًا منك
  }
portal-refused-title = لم نتمكن من تسجيلك
portal-no-file = لا ملف لك عندنا بعد
portal-no-file-text = يمكن البدء بطلب دعم، ونسأل في أثنائه عما نحتاجه من البيانات مرة واحدة.
portal-begin = بدء طلب دعم
portal-none = لا طلبات بعد
portal-none-text = عند تقديم طلب يظهر هنا، مع مكانه وما يلزم فيه.
portal-new-request = طلب دعم جديد
portal-request = الطلب
portal-unmatched = وصلت بياناتك ويراجعها موظف من الجمعية، فقد يكون لك ملف سابق.
portal-unmatched-draft = يمكنك إكمال طلبك أثناء ذلك.
portal-not-before = لا يصدر الرد قبل { $date }
portal-do-finish = إكمال الطلب
portal-do-complete = استكمال النواقص
portal-do-confirm = تأكيد الاستلام
portal-ready-title = بقي توقيعك
portal-ready = وصل كل ما كان ناقصًا. بقي توقيعك ليبدأ النظر في الطلب.
portal-fetch = الحضور للاستلام: { $place }، { $date }، ومعك الهوية.
portal-fetch-passed = مضى موعد الاستلام. نرجو الاتصال بنا لنرتب موعدًا آخر.
portal-fetch-ready = ما قُرر لك جاهز للاستلام
portal-accepted-part = قُبل بعض ما طُلب، ونجهّز التسجيل
portal-part = قُبل بعض ما طُلب.
portal-deferred-until = أجّلت اللجنة النظر في الطلب إلى { $date }، ثم تعود إليه.
portal-asked-for = ما طلبته
portal-granted = ما اعتُمد
portal-written = ما كتبته في الطلب
portal-unit-basket = { $n ->
    [0] بلا سلال
    [one] سلة واحدة
    [two] سلتان
    [few] { $n } سلال
    [many] { $n } سلة
   *[other] { $n } سلة
  }
portal-unit-voucher = { $n ->
    [0] بلا قسائم
    [one] قسيمة واحدة
    [two] قسيمتان
    [few] { $n } قسائم
    [many] { $n } قسيمة
   *[other] { $n } قسيمة
  }
portal-unit-bag = { $n ->
    [0] بلا حقائب
    [one] حقيبة واحدة
    [two] حقيبتان
    [few] { $n } حقائب
    [many] { $n } حقيبة
   *[other] { $n } حقيبة
  }
portal-unit-device = { $n ->
    [0] بلا أجهزة
    [one] جهاز واحد
    [two] جهازان
    [few] { $n } أجهزة
    [many] { $n } جهازًا
   *[other] { $n } جهاز
  }
portal-nothing-now = لا يلزمك شيء الآن
portal-nothing-text = إن تغيّر شيء في حال الأسرة فيسعدنا أن نعلم.
portal-nothing-closed = انتهى هذا الطلب.
portal-too-late = انتهت مدة الاعتراض في
portal-too-late-call = يسعدنا اتصالك إن جدّ شيء.
portal-lapsed-lack = ما كان ناقصًا
portal-lapsed-anew = يمكن تقديم طلب جديد في أي وقت. وما وصلنا من مستندات سارية لا نطلبه مرة أخرى.
portal-your-turn = المطلوب منك الآن
portal-updated = آخر تحديث
portal-options = خيارات
portal-change = إبلاغنا بتغيّر
portal-holder = من عنده الطلب
portal-now = الآن
portal-since = منذ
portal-journey = رحلة طلبك
portal-talk = ما دار بيننا في هذا الطلب
portal-you = أنت

portal-state-draft = لم يُرسل بعد
portal-state-awaiting-completion = ينتظر استكمالك
portal-state-submitted = وصلنا
portal-state-verified = اكتملت مستنداته
portal-state-in-research = قيد الدراسة
portal-state-before-committee = لدى لجنة البحث
portal-state-deferred = مؤجل
portal-state-waiting = على قائمة الانتظار
portal-state-accepted = مقبول
portal-state-in-delivery = تُقدَّم الخدمة
portal-state-served = اكتمل
portal-state-refused = لم يُقبل
portal-state-referred = حُوّل إلى جهة أخرى
portal-state-withdrawn = سُحب
portal-state-lapsed = انتهى لعدم الاستكمال
portal-state-void = أُلغي
portal-state-text-draft = بدأته ولم ترسله بعد
portal-state-text-awaiting-completion = ننتظر منك ما ينقص الطلب
portal-state-text-submitted = نراجع مستنداتك
portal-state-text-verified = اكتملت المستندات، ونجهّز دراسة الحالة
portal-state-text-in-research = ندرس حالتكم
portal-state-text-before-committee = تدرس لجنة البحث طلبك
portal-state-text-deferred = أجّلت اللجنة النظر في الطلب، وسيعود إليها
portal-state-text-waiting = طلبك على قائمة الانتظار
portal-state-text-accepted = قُبل طلبك، ونجهّز التسجيل
portal-state-text-in-delivery = خدمتك في الطريق
portal-state-text-served = قُدّمت الخدمة كاملة
portal-state-text-refused = صدر الرد بعدم القبول
portal-state-text-referred = حُوّل طلبك إلى جهة أخرى
portal-state-text-withdrawn = سُحب هذا الطلب
portal-state-text-lapsed = انتهت مدة الاستكمال. يمكن تقديم طلب جديد في أي وقت
portal-state-text-void = أُلغي هذا الطلب
portal-holder-applicant-or-officer = أنت
portal-holder-applicant = أنت
portal-holder-nobody = لا أحد، فقد انتهى
portal-holder-relations-officer = علاقات المستفيدين
portal-holder-social-researcher = البحث الاجتماعي
portal-holder-committee-secretary = لجنة البحث
portal-holder-delivery-officer = تقديم الخدمات

portal-did-submit = وصل طلبك موقّعًا
portal-did-submit-missing = وصل طلبك وفيه نقص
portal-did-verify = طوبقت المستندات
portal-did-return = طلبنا استكمال ما ينقص
portal-did-start-research = بدأت دراسة الحالة
portal-did-explain = وضّحنا لك مدة الدراسة
portal-did-present = رُفع طلبك إلى لجنة البحث
portal-did-defer = أجّلت اللجنة النظر في الطلب
portal-did-put-on-waiting-list = وُضع الطلب على قائمة الانتظار
portal-did-reply = صدر الرد وأُبلغت به
portal-did-register = اكتمل التسجيل
portal-did-finish = قُدّمت الخدمة كاملة
portal-did-object = وصل اعتراضك
portal-did-withdraw = سُحب الطلب
portal-did-carry-on = استمر الطلب باسم فرد آخر من الأسرة
portal-did-lapse = انتهت مدة الاستكمال
portal-did-remind = ذكّرناك بما ينقص
portal-ahead-send = إرسال الطلب
portal-ahead-answer = الرد بالقبول أو الرفض
portal-ahead-service = تقديم الخدمة
portal-ahead-if = إن قُبل الطلب.

portal-promise = لا يصدر الرد قبل
portal-promise-same = الموافق
portal-promise-any-day = يمكن أن يصدر الرد في أي يوم
portal-promise-waiting = رأت اللجنة حاجتك، وطلبك ينتظر دوره متى توفر ما يُقدَّم. سنراسلك.
portal-promise-first = كان الموعد الأول:
portal-promise-later = يبدأ عدّ المدة يوم يُرفع الطلب إلى لجنة البحث، ونخبرك حينها بالموعد.
portal-promise-study = نراجع طلبك وندرسه قبل رفعه إلى لجنة البحث. مدة الدراسة لا تقل عن أسبوعين، وسنراسلك يوم صدور الرد.
portal-promise-committee = طلبك لدى لجنة البحث، تدرسه بعناية. مدة الدراسة لا تقل عن أسبوعين، وسنراسلك يوم صدور الرد، فلا حاجة إلى المراجعة.
portal-promise-passed = مضت أقل مدة للدراسة، ويصدر الرد حين تفرغ اللجنة من طلبك. سنراسلك في اليوم نفسه.

portal-lack = ما ينقص طلبك
portal-lack-text = هذه القائمة كاملة، ولن نطلب بعدها غيرها إلا إن تغيّر شيء.
portal-lack-until = نرجو استكمالها قبل
portal-lack-do = إضافة
portal-decision = الرد
portal-outcome-accept = قُبل الطلب
portal-outcome-accept-part = قُبل بعض ما طُلب
portal-outcome-refuse = لم يُقبل الطلب
portal-outcome-refer = حُوّل الطلب إلى:
portal-amount = المبلغ
portal-reasons = الأسباب
portal-conditions = الشروط
portal-letter-number = رقم الخطاب
portal-letter-read = قراءة الخطاب
portal-letter-title = خطاب الرد { $number }
portal-letter-to = إلى المكرم/ة
portal-letter-greeting = السلام عليكم ورحمة الله وبركاته
portal-letter-about = نفيدكم بشأن طلبكم رقم
portal-letter-submitted = المقدَّم في
portal-letter-object = يحق لكم الاعتراض على هذا الرد حتى
portal-again = وصل اعتراضك، ويُعاد النظر في الطلب. الرد السابق باقٍ كما هو حتى يصدر غيره.
portal-help = ما قُدّم لك
portal-help-ahead = المقرر لك
portal-help-both = ما قُدّم لك وما هو مقرر
portal-line-planned = مجدول
portal-line-released = في الطريق إليك
portal-line-ready = جاهز للاستلام
portal-line-handed = سُلّم
portal-line-closed = لم يُسلّم
portal-you-said = قلت:
portal-found = ردّنا:
portal-say-again = تعديل ما قلت

portal-object = اعتراض على الرد
portal-object-lead = الاعتراض حق لك، ولا يؤثر في تعاملنا معك. ينظر فيه موظف آخر غير من رفع الطلب أول مرة، ثم تعيد اللجنة النظر.
portal-object-until = يُقبل الاعتراض حتى
portal-object-why = ما الذي تطلب إعادة النظر فيه؟
portal-object-hint = السبب بعبارتك أنت. وإن كان لديك مستند جديد فنرجو تسليمه في أقرب مكتب.
portal-object-do = إرسال الاعتراض
portal-objected = وصل اعتراضك، ويُعاد النظر في الطلب.
portal-withdraw = سحب الطلب
portal-withdraw-lead = بعد السحب لا يُنظر في هذا الطلب. يمكن تقديم طلب جديد في أي وقت.
portal-withdraw-why = سبب السحب
portal-withdraw-hint = كلمة قصيرة تكفي.
portal-withdraw-sure = أؤكد سحب هذا الطلب
portal-withdraw-do = سحب الطلب
portal-withdrawn = سُحب الطلب.
portal-question = سؤال عن الطلب
portal-question-lead = يصل سؤالك إلى علاقات المستفيدين، ويظهر الجواب في صفحة الطلب.
portal-question-what = سؤالك
portal-question-hint = لا حاجة إلى إعادة ما كُتب في الطلب.
portal-question-do = إرسال السؤال
error-question_soon = وصلتنا منك أسئلة عدة، ونعمل على الجواب عنها. يمكن إرسال سؤال آخر خلال ساعتين.
error-question_waiting = لك في هذا الطلب ثلاثة أسئلة تنتظر الجواب. نجيب عنها أولًا، ثم يسعدنا أي سؤال آخر.
portal-asked = وصل سؤالك، وسنجيبك في أقرب وقت.
portal-confirm = تأكيد الاستلام
portal-confirm-ask = هل وصلك هذا؟
portal-confirm-note = ملاحظتك
portal-confirm-note-hint = إن لم يصلك، أو وصلك وفيه نقص أو عيب، فنرجو كتابة ما حدث.
portal-confirm-do = إرسال
portal-confirm-foot = قولك لا ينقص من حقك شيئًا. إن لم يصلك ما قُرر لك نظر فيه مسؤول تقديم الخدمات والمدير.
portal-confirmed = شكرًا لك، سُجل الاستلام.
portal-noted = وصلت ملاحظتك، وسننظر فيها ونخبرك بما تبيّن.

portal-messages = رسائل الجمعية
portal-messages-none = لا رسائل بعد
portal-messages-none-text = تبقى هنا نسخة من كل ما نراسلك به.
portal-messages-open = فتح
portal-unread = { $n ->
    [one] رسالة جديدة
    [two] رسالتان جديدتان
    [few] { $n } رسائل جديدة
    [many] { $n } رسالة جديدة
   *[other] { $n } رسالة جديدة
  }
portal-unread-n = { $n ->
    [one] رسالة واحدة لم تُقرأ
    [two] رسالتان لم تُقرأا
    [few] { $n } رسائل لم تُقرأ
    [many] { $n } رسالة لم تُقرأ
   *[other] { $n } رسالة لم تُقرأ
  }
portal-read-all = قرأتها كلها
portal-new = جديدة

portal-data = بياناتي
portal-data-text = هذا ما لدى الجمعية عنك. يظهر رقم الهوية والحساب بأطرافهما فقط حفظًا لخصوصيتك.
portal-data-me = عني
portal-data-name = الاسم
portal-data-identity = رقم الهوية
portal-data-birth = تاريخ الميلاد
portal-data-sex = الجنس
portal-data-mobile = الجوال
portal-data-place = السكن
portal-data-iban = الحساب البنكي
portal-data-bank = البنك
portal-data-file = الملف
portal-data-file-draft = قيد المراجعة
portal-data-categories = الفئة
portal-data-home = أسرتي
portal-data-alone = لا أفراد مسجلين معك.
portal-data-papers = مستنداتي لدى الجمعية
portal-data-no-papers = لا مستندات بعد.
portal-data-expired = انتهت صلاحيته
portal-data-until = صالح حتى
portal-data-channel = أحب أن تتواصلوا معي
portal-data-language = لغة الحديث
portal-data-email = البريد الإلكتروني
portal-data-email-hint = اختياري. نستعمله إذا وافقت على الرسائل البريدية.
portal-data-any = بأي طريقة
portal-data-any-language = بأي لغة
portal-data-unsaid = لم يُذكر
portal-reach = كيف نتواصل معك
portal-reach-change = تعديل
portal-reach-code = رمز تأكيد البريد
portal-reach-code-sent = لا نستعمل البريد الجديد قبل تأكيده. أُرسل رمز إلى
error-email_unsent = لا يمكن إرسال رمز إلى البريد الآن، فلا يمكن تأكيده هنا. يسعدنا تسجيله في أقرب مكتب.
error-email_soon = أُرسل رمز قبل قليل. نرجو الانتظار قليلًا قبل طلب رمز آخر.
portal-other = لم يُحفظ شيء من الصفحة
portal-other-text = هذه الصفحة لملف، والمختار الآن ملف آخر، أو انتهت النيابة عن مقدّم الطلب. حتى لا يُكتب شيء في غير موضعه لم نحفظ شيئًا. نرجو اختيار الملف ثم الإعادة.
portal-other-choose = اختيار الملف
portal-reach-mobile = تغيير رقم الجوال يكون في المكتب بعد التحقق من الهوية. الرقم المسجل:
portal-save = حفظ
portal-saved = حُفظ ما اخترت.
portal-privacy = خصوصيتي
portal-correct-title = في البيانات خطأ؟
portal-correct-text = يمكن طلب تصحيح أي بيان، ونرد خلال ثلاثين يومًا على الأكثر.
portal-correct = طلب تصحيح
portal-correct-lead = يُكتب هنا ما يلزم تصحيحه، ويراجعه موظف قبل تعديله. وقد يُطلب مستند.
portal-correct-field = ما الذي تريد تصحيحه؟
portal-correct-whose = بيانات من؟
portal-correct-is-now = المكتوب الآن
portal-correct-should-be = الصواب
portal-correct-why = السبب
portal-correct-proof = مستند يثبت ذلك
portal-correct-proof-hint = صورة أو ملف PDF، حتى 10 ميغابايت.
portal-correct-do = إرسال الطلب
portal-correction-sent = وصل طلب التصحيح، وسنرد خلال ثلاثين يومًا.
portal-corrections = طلبات التصحيح
portal-corrections-none = لا طلبات تصحيح
portal-corrections-due = نرد قبل
portal-corrections-open = { $n ->
    [one] طلب تصحيح واحد ينتظر الرد
    [two] طلبا تصحيح ينتظران الرد
    [few] { $n } طلبات تصحيح تنتظر الرد
    [many] { $n } طلب تصحيح ينتظر الرد
   *[other] { $n } طلب تصحيح ينتظر الرد
  }

portal-opened = من اطّلع على ملفي
portal-opened-text = كل اطلاع على ملفك يُسجل، وهذا سجله.
portal-opened-no-names = تظهر صفة الموظف وفرعه دون اسمه.
portal-opened-none = لم يطّلع أحد على ملفك بعد.
portal-opened-file-opened = فتح الملف
portal-opened-request-opened = فتح طلبًا
portal-opened-document-opened = فتح مستندًا
portal-opened-file-identity-revealed = أظهر رقم الهوية
portal-older = ما قبل ذلك

portal-consents = موافقاتي
portal-consents-text = لك أن توافق أو تسحب موافقتك متى شئت، ولا يؤثر ذلك في خدمتك.
portal-consent-unasked = بلا جواب بعد
portal-consent-yes = موافق
portal-consent-no = غير موافق
portal-consent-give = أوافق
portal-consent-decline = لا أوافق
portal-consent-declined = سُجّل جوابك، ولا يؤثر ذلك في خدمتك.
portal-consent-withdraw = سحب الموافقة
portal-consent-given = سُجلت موافقتك.
portal-consent-withdrawn = سُحبت موافقتك.

portal-papers = مستنداتي من الجمعية
portal-papers-text = نسخ من المستندات الرسمية لطلباتك، للحفظ أو الطباعة.
portal-papers-none = لا مستندات بعد.

portal-copy = نسخة من بياناتي
portal-copy-title = نسخة من بيانات مستفيد
portal-copy-text = نسخة مما لدى الجمعية عنك، تُطبع أو تُحفظ ملفًا. تشمل:
portal-copy-foot = يُسجل كل طلب نسخة، ولا يزيد على خمس نسخ في اليوم.
portal-copy-page = عرض النسخة للطباعة
portal-copy-json = تنزيل نسخة للحاسوب
portal-copy-code = الرمز
portal-copy-code-text = نتأكد أولًا أنك المعني بهذه البيانات: نرسل رمزًا إلى جوالك.
portal-copy-code-do = إرسال الرمز
portal-copy-code-sent = أُرسل الرمز إلى ⁦{ $to }⁩
portal-copy-code-again = نرجو كتابة الرمز الذي أُرسل إلى جوالك.
portal-copy-code-resend = إرسال رمز آخر
portal-copy-nothing = لا شيء.
portal-copy-person = البيانات الشخصية
portal-copy-reach = التواصل
portal-copy-household = الأسرة
portal-copy-requests = الطلبات
portal-copy-replies = الردود
portal-copy-help = ما قُدّم
portal-copy-documents = المستندات
portal-copy-corrections = طلبات التصحيح
portal-copy-consents = الموافقات
portal-copy-messages = الرسائل
portal-copy-openings = من اطّلع على الملف
portal-copy-relation = الصلة
portal-copy-age = العمر
portal-copy-number = الرقم
portal-copy-service = الخدمة
portal-copy-state = الحالة
portal-copy-begun = بدأ في
portal-copy-sent-on = أُرسل في
portal-copy-asked = المطلوب
portal-copy-need = الحاجة
portal-copy-letter = الخطاب
portal-copy-outcome = الرد
portal-copy-amount = المبلغ
portal-copy-goods = العيني
portal-copy-reasons = الأسباب
portal-copy-on = التاريخ
portal-copy-what = البيان
portal-copy-due = الموعد
portal-copy-handed = سُلّم في
portal-copy-kind = النوع
portal-copy-whose = لمن
portal-copy-issued = صدر في
portal-copy-expires = ينتهي في
portal-copy-answer = الرد
portal-copy-words = النص

event-portal-reached = حُدّثت طريقة التواصل من البوابة
event-portal-consent = تغيّرت موافقة من البوابة
event-portal-copied = أُخذت نسخة من البيانات
event-portal-question = سؤال عن طلب من البوابة
event-portal-paper = فُتح مستند رسمي من البوابة
