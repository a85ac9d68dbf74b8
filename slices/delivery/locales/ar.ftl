# تقديم الخدمة
delivery-nav = تقديم الخدمة
delivery-title = تقديم الخدمة
delivery-views = قوائم تقديم الخدمة
delivery-branch = الفرع
delivery-every-branch = كل الفروع
delivery-view-plan = تنتظر الجدولة
delivery-view-planned = تنتظر إذن الصرف
delivery-view-released = تنتظر التسليم
delivery-view-handed = سُلّمت
delivery-view-closed = أُقفلت دون تسليم
delivery-none-plan = لا طلب ينتظر الجدولة
delivery-none-plan-text = يصل إلى هنا كل طلب مقبول اكتمل تسجيله.
delivery-none-planned = لا شيء ينتظر إذن الصرف
delivery-none-planned-text = ما يُجدول من دفعات وأصناف ينتظر هنا إذن أمين الصندوق.
delivery-none-released = لا شيء ينتظر التسليم
delivery-none-released-text = ما أُذن بصرفه يظهر هنا حتى يُسلّم بإثبات.
delivery-none-handed = لم يُسلّم شيء بعد
delivery-none-handed-text = كل ما سُلّم يُحفظ هنا مع إثباته.
delivery-none-closed = لم يُقفل شيء دون تسليم
delivery-none-closed-text = ما تعذّر تسليمه يُحفظ هنا مع سببه.
delivery-person = المستفيد
delivery-file = رقم الملف
delivery-request = الطلب
delivery-service = الخدمة
delivery-what = ما يُقدَّم
delivery-due = موعده
delivery-registered = اكتمل تسجيله
delivery-state = الحالة
delivery-act = الإجراء
delivery-late = فات موعده
delivery-goods-n = { $goods } × { $n }

# الجدولة
delivery-plan = جدولة ما اعتُمد
delivery-granted = ما اعتُمد
delivery-left = ما لم يُجدول بعد
delivery-conditions = شروط القرار
delivery-all-planned = جُدول كل ما اعتُمد لهذا الطلب.
delivery-money = المبلغ
delivery-amount = المبلغ المراد جدولته
delivery-amount-hint = لا يتجاوز ما لم يُجدول بعد.
delivery-months = عدد الدفعات الشهرية
delivery-months-hint = يُقسم المبلغ عليها بالتساوي. وتُكتب ⁦1⁩ لدفعة واحدة.
delivery-first-due = موعد الدفعة الأولى
delivery-how = الطريقة
delivery-note = ملاحظة
delivery-note-hint = مثل: يُسدَّد للمالك مباشرة.
delivery-plan-money = جدولة المبلغ
delivery-goods = الأصناف
delivery-goods-kind = الصنف
delivery-quantity = الكمية
delivery-plan-goods = جدولة الصنف
delivery-planned = أُضيف إلى جدول التقديم، وينتظر إذن أمين الصندوق.

# الإذن والتسليم
delivery-release = الإذن بالصرف
delivery-released = أُذن بالصرف، وصار جاهزًا للتسليم.
delivery-hand = التسليم
delivery-receiver = المستلم
delivery-receiver-name = اسم المستلم
delivery-receiver-hint = كما في هويته.
delivery-relation = صفته
delivery-proof = إثبات الاستلام
delivery-proof-ask = ما الذي يثبت الاستلام؟
delivery-proof-hint = لا يكتمل التسليم بلا إثبات. والصورة للأصناف وحدها، لا للأشخاص.
delivery-sign = توقيع المستلم
delivery-sign-hint = أقرّ باستلام ما ذُكر أعلاه كاملًا.
delivery-scan = صورة الإيصال أو الأصناف
delivery-scan-hint = إيصال التحويل أو الشيك، أو الأصناف في مكانها دون أن يظهر أحد.
delivery-hand-button = تسجيل التسليم
delivery-handed = سُجّل التسليم مع إثباته.
delivery-handed-sum = ما سُلّم
delivery-handed-at = وقت التسليم
delivery-handed-by = سلّمه
delivery-share = سُلّم ⁦{ $n }%⁩ من المبلغ المعتمد
delivery-no-lines = لم يُجدول شيء بعد.
delivery-next-plan = اكتمل التسجيل، وبقي أن يُجدول ما اعتُمد بمواعيده وطريقة تقديمه.
delivery-next-rest = سُلّم ما جُدول، وبقي من المعتمد ما لم يُجدول.
delivery-next-more = { $n ->
    [one] وبعده بند آخر ينتظر مثله.
    [two] وبعده بندان ينتظران مثله.
    [few] وبعده { $n } بنود تنتظر مثله.
    [many] وبعده { $n } بندًا ينتظر مثله.
   *[other] وبعده { $n } بند ينتظر مثله.
}
delivery-with-treasurer = أمين الصندوق

# الإقفال والإنهاء
delivery-close = الإقفال دون تسليم
delivery-close-text = لن يُسلَّم هذا البند، ويعود ما فيه إلى ما لم يُجدول. ويُسجَّل السبب مع الاستثناءات.
delivery-close-reason = سبب عدم التسليم
delivery-close-hint = مثل: اعتذر المستفيد، أو انتقلت الأسرة.
delivery-closed = أُقفل البند دون تسليم، وحُفظ سببه.
delivery-finish = إنهاء تقديم الخدمة
delivery-still-open = بقيت بنود لم تُسلَّم ولم تُقفل. يُنهى تقديم الخدمة بعدها.
delivery-finish-text = سُلّمت البنود المجدولة أو أُقفلت بأسبابها. يصير الطلب مكتملًا.
delivery-rest = اعتُمد ولم يُجدول
delivery-rest-reason = سبب ترك ما لم يُجدول
delivery-rest-hint = اعتُمد أكثر مما جُدول، فيلزم ذكر السبب.
delivery-finish-button = إنهاء وإكمال الطلب
delivery-finished = اكتمل تقديم الخدمة.

# سند الاستلام
delivery-receipt = سند استلام
delivery-receipt-text = استلمتُ من الجمعية ما هو مبيّن أدناه، وعليه أوقّع.
delivery-digest = بصمة الإثبات:
delivery-sign-here = التوقيع أو البصمة

choice-delivery-way-transfer = تحويل بنكي
choice-delivery-way-cheque = شيك
choice-delivery-way-cash = نقدًا
choice-delivery-way-voucher = قسيمة شراء
choice-delivery-way-in-kind = توصيل إلى الأسرة
choice-delivery-way-pickup = استلام من مقر الجمعية
choice-delivery-proof-signature = توقيع المستلم
choice-delivery-proof-receipt-scan = صورة الإيصال
choice-delivery-proof-photo-of-goods = صورة الأصناف
choice-delivery-receiver-self = المستفيد نفسه
choice-delivery-receiver-household = أحد أفراد أسرته
choice-delivery-receiver-representative = وكيله أو وليّه
choice-delivery-receiver-provider = جهة تُسدَّد لها نيابة عنه
choice-delivery-state-planned = ينتظر إذن الصرف
choice-delivery-state-released = ينتظر التسليم
choice-delivery-state-handed = سُلّم
choice-delivery-state-closed = أُقفل دون تسليم

permission-delivery-read = الاطلاع على تقديم الخدمة
permission-delivery-plan = جدولة ما اعتُمد
permission-delivery-release = الإذن بالصرف
permission-delivery-hand = التسليم بإثبات
permission-delivery-close = الإقفال دون تسليم

event-delivery-plan = جُدول تقديم خدمة
event-delivery-release = أُذن بصرف بند
event-delivery-hand = سُلّم بند بإثبات
event-delivery-close = أُقفل بند دون تسليم
event-delivery-opened = فُتح إثبات استلام

error-months = عدد الدفعات من ⁦1⁩ إلى ⁦{ $n }⁩.
error-due_year_only = نرجو كتابة الموعد كاملًا.
error-more_than_left = ما لم يُجدول بعد أقل من المكتوب، وقدره مذكور أعلى الصفحة.
error-proof_missing = لا يُسجّل التسليم بلا إثبات: توقيع أو صورة.
refusal-delivery_not_open = لا يُقدَّم شيء على هذا الطلب الآن: لم يكتمل تسجيله، أو انتهى.
refusal-delivery_way = الطريقة المختارة لا تناسب ما يُقدَّم.
refusal-line_not_planned = هذا البند لا ينتظر إذن الصرف.
refusal-line_not_released = لم يأذن أمين الصندوق بصرف هذا البند بعد، أو انتهى تسليمه.
refusal-line_settled = انتهى أمر هذا البند من قبل.
refusal-proof_does_not_fit = هذا الإثبات لا يناسب ما يُسلَّم.

# ما يقوله المستفيد عما قُدّم له
delivery-checks = ما لم يصل كما ينبغي
delivery-checks-list = بانتظار النظر
delivery-checks-none = لا شيء ينتظر
delivery-checks-none-text = يظهر هنا ما يقول المستفيدون إنه لم يصلهم أو وصلهم وفيه ملاحظة.
delivery-check = ملاحظة على تسليم
delivery-check-said = ما قاله المستفيد
delivery-check-words = ما كتبه
delivery-check-by = كتبه
delivery-check-at = في
delivery-check-look = النظر في الملاحظة
delivery-check-found = ما تبيّن وما عُمل
delivery-check-found-hint = يُحفظ في سجل التسليم، ويراه المستفيد في بوابته.
delivery-check-settle = إنهاء النظر
delivery-check-settled = حُفظ ما تبيّن.
delivery-check-done = ما تبيّن
choice-delivery-receipt-received = وصلني
choice-delivery-receipt-not-received = لم يصلني
choice-delivery-receipt-issues = وصلني، وفيه نقص أو عيب
choice-delivery-receipt-said-received = أكّد المستفيد وصوله
choice-delivery-receipt-said-not-received = يقول إنه لم يصله
choice-delivery-receipt-said-issues = وصله وفيه ملاحظة
permission-delivery-look-into = النظر فيما لم يصل كما ينبغي
event-delivery-receipt-said = قال المستفيد ما وصله
event-delivery-receipt-settled = نُظر في ملاحظة على تسليم
refusal-receipt_not_yet = لم يُصرف هذا بعد. نرجو تأكيد الوصول بعد صرفه.
