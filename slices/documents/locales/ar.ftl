# مستندات الملف وصورها ومطابقتها
documents-title = المستندات
documents-new = إضافة مستند
documents-save = حفظ
documents-open = فتح
documents-none = لا مستندات في هذا الملف
documents-none-text = يُضاف المستند مرة واحدة، ويُستفاد منه في كل طلب ما دام ساريًا.
documents-ask-once = ما هو موجود وسارٍ لا يُطلب من المستفيد مرة أخرى.
documents-withheld = محجوب: الاطلاع عليه بصلاحية خاصة
documents-hidden = محجوب
documents-sensitive = بصلاحية خاصة
documents-of-household = الأسرة كلها
documents-former-member = لم يعد في الأسرة
documents-scans-n = { $n ->
    [zero] بلا صورة
    [one] صورة واحدة
    [two] صورتان
    [few] { $n } صور
    [many] { $n } صورة
   *[other] { $n } صورة
  }
documents-valid = سارٍ
documents-valid-soon = قارب الانتهاء
documents-valid-ended = منتهٍ
documents-valid-unknown = تاريخه غير معروف
documents-until = سارٍ حتى { $date }
documents-ended-on = انتهى في { $date }
documents-lasting = لا تاريخ لانتهائه
documents-unchecked = لم يُطابق بعد
documents-or = {" "}أو{" "}
documents-and = {" "}و{""}

documents-renew = تجديد
documents-renew-text = يحل هذا المستند محل السابق من نوعه، ويبقى السابق محفوظًا يُرجع إليه.
documents-edit = تعديل البيانات
documents-edit-voids = { $n ->
    [one] لهذا المستند مطابقة واحدة، ولن تُحسب بعد تعديل بياناته.
    [two] لهذا المستند مطابقتان، ولن تُحسبا بعد تعديل بياناته.
    [few] لهذا المستند { $n } مطابقات، ولن تُحسب بعد تعديل بياناته.
    [many] لهذا المستند { $n } مطابقة، ولن تُحسب بعد تعديل بياناته.
   *[other] لهذا المستند { $n } مطابقة، ولن تُحسب بعد تعديل بياناته.
  }
documents-scans-again = لم تُحفظ الصور لوجود ما يُصحَّح. نرجو اختيارها مرة أخرى قبل الحفظ.
documents-in-file = ملف المستفيد
documents-what = بيانات المستند
documents-type = نوع المستند
documents-whose = صاحب المستند
documents-number = رقم المستند
documents-number-hint = كما هو مطبوع على الأصل.
documents-issuer = جهة الإصدار
documents-issuer-hint = المحكمة أو الإدارة أو الشركة التي صدر عنها.
documents-issued = تاريخ الإصدار
documents-expires = تاريخ الانتهاء
documents-asks = ما يلزم في هذا النوع
documents-asks-number = رقم المستند.
documents-asks-expiry = تاريخ انتهائه، وبعده لا يُعتمد.
documents-asks-issue = تاريخ إصداره، ويُعتمد { $n ->
    [one] يومًا واحدًا بعده.
    [two] يومين بعده.
    [few] { $n } أيام بعده.
    [many] { $n } يومًا بعده.
   *[other] { $n } يوم بعده.
  }
documents-asks-ways = تكفي في مطابقته: { $ways }.
documents-scans = صور المستند
documents-scan-choose = اختيار الصور أو ملف PDF
documents-scan-hint = صورة أو ملف PDF، حتى 12 ميجابايت لكل ملف. يمكن اختيار عدة ملفات معًا.
documents-scan-camera = تصوير بالجوال
documents-scan-camera-hint = يفتح آلة التصوير في الجوال مباشرة.
documents-scan-more = صور أخرى
documents-scan-add = رفع الصور
documents-added = أُضيف المستند إلى الملف.
documents-edited = حُفظت بيانات المستند، وما سبقها من مطابقة لم يعد يُحسب.
documents-scan-added = أُضيفت الصور إلى المستند.
documents-checked = سُجلت المطابقة.

documents-to-file = ملف المستفيد
documents-details = بيانات المستند
documents-file = رقم الملف
documents-added-on = أُضيف
documents-added-by = أضافه
documents-edited-on = عُدلت بياناته
documents-replaces = حل محل
documents-older = المستند السابق
documents-superseded = حل محله مستند أحدث
documents-superseded-by = فتح المستند الأحدث
documents-no-scans = لا صور لهذا المستند.
documents-digest = البصمة الرقمية
documents-view = عرض
documents-scan-image = صورة · { $kb } كيلوبايت
documents-scan-pdf = { $n ->
    [one] ملف PDF من صفحة واحدة
    [two] ملف PDF من صفحتين
    [few] ملف PDF من { $n } صفحات
    [many] ملف PDF من { $n } صفحة
   *[other] ملف PDF من { $n } صفحة
  } · { $kb } كيلوبايت
documents-check = مطابقة المستند
documents-check-text = تُقارن البيانات والصور أعلاه بأصل المستند. تكفي في هذا النوع: { $ways }.
documents-check-not = ولا تكفي: { $ways }، ولا يُعتمد القول الشفهي في أي نوع.
documents-outcome = نتيجة المطابقة
documents-how = كيف جرت المطابقة
documents-note = ملاحظة
documents-note-hint = تلزم إذا لم تكن النتيجة «مطابق»: ما الذي اختلف أو لم يُقرأ.
documents-as-of = تُسجل المطابقة باسمك في هذه الساعة:
documents-check-save = تسجيل المطابقة
documents-ways-suffice = تكفي في هذا النوع: { $ways }.
documents-history = المطابقات السابقة
documents-no-checks = لم يطابقه أحد بعد.
documents-void = لا تُحسب
documents-voided-n = { $n ->
    [one] مطابقة واحدة سبقت تعديل البيانات، فلا تُحسب.
    [two] مطابقتان سبقتا تعديل البيانات، فلا تُحسبان.
    [few] { $n } مطابقات سبقت تعديل البيانات، فلا تُحسب.
    [many] { $n } مطابقة سبقت تعديل البيانات، فلا تُحسب.
   *[other] { $n } مطابقة سبقت تعديل البيانات، فلا تُحسب.
  }

documents-types = أنواع المستندات
documents-types-none = لا أنواع بعد
documents-types-text = ما تطلبه الخدمات من مستندات، ومدة اعتماد كل نوع، وما يكفي في مطابقته. لا يُحذف نوع، بل يُوقف استعماله.
documents-type-new = نوع جديد
documents-type-what = النوع
documents-type-name = النوع
documents-type-name-ar = الاسم بالعربية
documents-type-name-en = الاسم بالإنجليزية
documents-type-per = لمن يكون
documents-type-asks = ما يلزم فيه
documents-type-number = رقم
documents-type-expiry = تاريخ انتهاء
documents-type-days-n = { $n ->
    [one] يُعتمد يومًا واحدًا من إصداره
    [two] يُعتمد يومين من إصداره
    [few] يُعتمد { $n } أيام من إصداره
    [many] يُعتمد { $n } يومًا من إصداره
   *[other] يُعتمد { $n } يوم من إصداره
  }
documents-type-ways = ما يكفي في مطابقته
documents-type-ways-hint = ما لم يُختر لا يُقبل عند تسجيل المطابقة.
documents-type-uses = في الملفات
documents-type-number-needed = يلزم رقم المستند
documents-type-expiry-needed = يلزم تاريخ الانتهاء
documents-type-days = أيام الاعتماد من تاريخ الإصدار
documents-type-days-hint = يُترك فارغًا إن لم تكن له مدة.
documents-type-sort = الترتيب في القوائم
documents-type-sort-hint = الأصغر أولًا.
documents-type-sensitive = لا يطّلع عليه إلا من له صلاحية خاصة
documents-type-sensitive-hint = للصحة والديون والسجن وما شابهها.
documents-type-active = مستعمل
documents-type-active-hint = الموقوف لا يُضاف منه جديد، وما أُضيف يبقى.
documents-retired = موقوف
documents-type-saved = حُفظ نوع المستند.

choice-document-how-original-at-desk = رؤية الأصل في المكتب
choice-document-how-on-visit = رؤية الأصل في الزيارة
choice-document-how-with-issuer = التحقق لدى جهة الإصدار
choice-document-how-certified-copy = صورة مصدقة
choice-document-outcome-matched = مطابق
choice-document-outcome-mismatch = مختلف عن الأصل
choice-document-outcome-unreadable = غير مقروء
choice-document-outcome-expired = منتهٍ
choice-document-per-person = شخص بعينه
choice-document-per-household = الأسرة

permission-document-read = الاطلاع على مستندات الملفات
permission-document-read-sensitive = الاطلاع على المستندات الصحية ومستندات الديون والسجن
permission-document-add = إضافة المستندات وتعديل بياناتها
permission-document-check = مطابقة المستندات
permission-document-type-manage = إدارة أنواع المستندات
event-document-add = إضافة مستند
event-document-edit = تعديل بيانات مستند
event-document-scan = إضافة صورة إلى مستند
event-document-check = مطابقة مستند
event-document-opened = الاطلاع على مستند
event-document-type-change = تغيير نوع مستند

error-document_type = نرجو اختيار نوع المستند من القائمة.
error-document_person = نرجو اختيار صاحب المستند من أفراد هذا الملف.
error-document_number = نرجو كتابة الرقم المكتوب في المستند.
error-document_text_long = النص أطول من المتسع. أكثر ما يتسع له من الحروف: { $n }.
error-document_issued = يلزم تاريخ الإصدار، فهذا النوع يُعتمد { $n ->
    [one] يومًا واحدًا من إصداره.
    [two] يومين من إصداره.
    [few] { $n } أيام من إصداره.
    [many] { $n } يومًا من إصداره.
   *[other] { $n } يوم من إصداره.
}
error-document_issued_future = تاريخ الإصدار لم يأت بعد. نرجو مراجعته ومراجعة التقويم المختار.
error-document_expiry = نرجو كتابة تاريخ الانتهاء المكتوب في المستند.
error-document_dates_order = تاريخ الانتهاء قبل تاريخ الإصدار.
error-document_date_full = نرجو كتابة اليوم والشهر مع السنة.
error-scan_missing = نرجو إرفاق صورة واحدة للمستند على الأقل.
error-scan_too_many = عدد الملفات في المرة الواحدة { $n } على الأكثر، ويمكن إضافة الباقي بعدها.
error-scan_empty = الملف «{ $name }» فارغ. نرجو اختياره من جديد.
error-scan_too_large = الملف «{ $name }» أكبر من { $mb } ميجابايت. يمكن تصويره بدقة أقل أو تقسيمه.
error-scan_type = الملف «{ $name }» ليس صورة ولا PDF. تُقبل صور JPEG وPNG وWebP وملفات PDF.
error-scan_unreadable = تعذر فتح الملف «{ $name }»، فربما لم يصل كاملًا أو كانت صورته كبيرة جدًا. نرجو تصوير المستند من جديد.
error-scan_heic = الملف «{ $name }» محفوظ بصيغة HEIC التي تستعملها بعض أجهزة آيفون، ولا نستطيع عرضها. يكفي تصوير المستند من هذه الصفحة مباشرة، أو اختيار «الأكثر توافقًا» من إعدادات الكاميرا.
error-scan_locked = الملف «{ $name }» مقفل بكلمة مرور. نرجو إرسال نسخة غير مقفلة، أو تصوير المستند.
error-scan_active = الملف «{ $name }» يحمل داخله أوامر أو ملفات أخرى، فلا نفتحه حمايةً لك ولنا. نرجو طباعته إلى PDF جديد أو تصوير المستند.
error-scan_busy = يجري الآن فحص ملفات كثيرة، فلم يُستلم هذا الملف بعد. نرجو إعادة إرساله بعد قليل.
error-check_outcome = نرجو اختيار نتيجة المطابقة.
error-check_how = نرجو بيان كيف جرت المطابقة.
error-check_how_insufficient = هذه الطريقة لا تكفي في هذا النوع من المستندات.
error-check_note = نرجو كتابة ما وُجد، ليعرف المستفيد والزملاء ما يُصلح.
error-document_type_name = نرجو كتابة الاسم.
error-document_type_ways = تلزم طريقة واحدة على الأقل تكفي في المطابقة.
error-document_type_days = عدد الأيام من 1 إلى 3660.
error-document_type_sort = الترتيب رقم من 0 إلى 9999.
refusal-document_superseded = حل محل هذا المستند مستند أحدث، فيُعمل على الأحدث.
event-document-expiry-told = أُبلغ صاحب الملف بقرب انتهاء مستند
