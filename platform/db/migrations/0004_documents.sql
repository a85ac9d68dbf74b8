-- Documents, their scans and the checks made on them (H2). A document is never deleted: a newer one takes its place.
CREATE TABLE document_type (
  code TEXT PRIMARY KEY,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  per TEXT NOT NULL,
  number_needed BIGINT NOT NULL,
  expiry_needed BIGINT NOT NULL,
  valid_for_days BIGINT,
  ways TEXT NOT NULL,
  sensitive BIGINT NOT NULL,
  active BIGINT NOT NULL,
  sort BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX document_type_sort ON document_type (sort, code);

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  file_id TEXT NOT NULL,
  person_id TEXT,
  type_code TEXT NOT NULL REFERENCES document_type (code),
  number TEXT NOT NULL,
  issuer TEXT NOT NULL,
  issued TEXT,
  issued_calendar TEXT,
  expires TEXT,
  expires_calendar TEXT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_by_name TEXT NOT NULL,
  edited_at BIGINT,
  superseded_by TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX document_file ON document (file_id, type_code, id);
CREATE INDEX document_type_use ON document (type_code);
CREATE INDEX document_superseded ON document (superseded_by);

CREATE TABLE document_scan (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  stored_id TEXT NOT NULL,
  thumb_id TEXT,
  kind TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL,
  by_name TEXT NOT NULL
);
CREATE INDEX document_scan_document ON document_scan (document_id, at, id);

-- Insert only: a later look is another row.
CREATE TABLE document_check (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  outcome TEXT NOT NULL,
  how TEXT NOT NULL,
  as_of BIGINT NOT NULL,
  by_employee TEXT NOT NULL,
  by_name TEXT NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX document_check_document ON document_check (document_id, as_of, id);

INSERT INTO document_type (code, name_ar, name_en, per, number_needed, expiry_needed, valid_for_days, ways, sensitive, active, sort, version) VALUES
  ('national_id', 'الهوية الوطنية أو هوية مقيم', 'National ID or resident ID', 'person', 1, 1, NULL, 'original_at_desk on_visit with_issuer', 0, 1, 10, 1),
  ('family_record', 'سجل الأسرة', 'Family record', 'household', 1, 0, NULL, 'original_at_desk on_visit with_issuer', 0, 1, 20, 1),
  ('birth_certificate', 'شهادة ميلاد', 'Birth certificate', 'person', 0, 0, NULL, 'original_at_desk on_visit certified_copy', 0, 1, 30, 1),
  ('salary_statement', 'تعريف بالراتب', 'Salary statement', 'person', 0, 0, 60, 'original_at_desk on_visit with_issuer', 0, 1, 40, 1),
  ('social_security_statement', 'مشهد الضمان الاجتماعي', 'Social security statement', 'household', 0, 0, 90, 'original_at_desk on_visit with_issuer', 0, 1, 50, 1),
  ('retirement_statement', 'بيان معاش التقاعد', 'Retirement pension statement', 'person', 0, 0, 90, 'original_at_desk on_visit with_issuer', 0, 1, 60, 1),
  ('insurance_statement', 'بيان التأمينات الاجتماعية', 'Social insurance statement', 'person', 0, 0, 90, 'original_at_desk on_visit with_issuer', 0, 1, 70, 1),
  ('unemployment_statement', 'إفادة عدم وجود عمل', 'Statement of no employment', 'person', 0, 0, 60, 'original_at_desk on_visit with_issuer', 0, 1, 80, 1),
  ('rent_contract', 'عقد إيجار إلكتروني', 'Electronic rent contract', 'household', 1, 1, NULL, 'original_at_desk on_visit with_issuer', 0, 1, 90, 1),
  ('ownership_deed', 'صك ملكية', 'Ownership deed', 'household', 1, 0, NULL, 'original_at_desk on_visit with_issuer certified_copy', 0, 1, 100, 1),
  ('electricity_bill', 'فاتورة كهرباء', 'Electricity bill', 'household', 0, 0, 90, 'original_at_desk on_visit with_issuer', 0, 1, 110, 1),
  ('national_address', 'إثبات العنوان الوطني', 'National Address proof', 'household', 0, 0, 365, 'original_at_desk on_visit with_issuer', 0, 1, 120, 1),
  ('iban_certificate', 'شهادة الآيبان', 'IBAN certificate', 'person', 1, 0, 365, 'original_at_desk on_visit with_issuer', 0, 1, 130, 1),
  ('death_certificate', 'شهادة وفاة', 'Death certificate', 'person', 0, 0, NULL, 'original_at_desk on_visit with_issuer certified_copy', 0, 1, 140, 1),
  ('heirs_deed', 'صك حصر الورثة', 'Deed of heirs', 'household', 1, 0, NULL, 'original_at_desk on_visit with_issuer certified_copy', 0, 1, 150, 1),
  ('support_deed', 'صك إعالة', 'Deed of support', 'household', 1, 0, NULL, 'original_at_desk on_visit with_issuer certified_copy', 0, 1, 160, 1),
  ('divorce_deed', 'صك طلاق', 'Divorce deed', 'person', 1, 0, NULL, 'original_at_desk on_visit with_issuer certified_copy', 0, 1, 170, 1),
  ('desertion_statement', 'صك أو مشهد هجر', 'Deed or statement of desertion', 'person', 0, 0, 365, 'original_at_desk on_visit with_issuer certified_copy', 0, 1, 180, 1),
  ('guardianship_deed', 'صك ولاية أو وكالة', 'Guardianship or agency deed', 'person', 1, 0, NULL, 'original_at_desk on_visit with_issuer certified_copy', 0, 1, 190, 1),
  ('medical_report', 'تقرير طبي', 'Medical report', 'person', 0, 0, 180, 'original_at_desk on_visit with_issuer', 1, 1, 200, 1),
  ('disability_card', 'بطاقة إعاقة', 'Disability card', 'person', 1, 1, NULL, 'original_at_desk on_visit with_issuer', 1, 1, 210, 1),
  ('school_statement', 'تعريف من المدرسة أو الجامعة', 'School or university statement', 'person', 0, 0, 180, 'original_at_desk on_visit with_issuer', 0, 1, 220, 1),
  ('prison_statement', 'إفادة من السجن', 'Prison statement', 'person', 0, 0, 90, 'original_at_desk on_visit with_issuer', 1, 1, 230, 1),
  ('debt_proof', 'إثبات دين', 'Proof of debt', 'person', 0, 0, 90, 'original_at_desk on_visit with_issuer certified_copy', 1, 1, 240, 1),
  ('court_order', 'حكم أو أمر تنفيذ', 'Court ruling or execution order', 'person', 1, 0, NULL, 'original_at_desk on_visit with_issuer certified_copy', 1, 1, 250, 1),
  ('price_quotation', 'تسعيرة', 'Price quotation', 'household', 0, 0, 30, 'original_at_desk on_visit with_issuer', 0, 1, 260, 1),
  ('damage_photos', 'صور الضرر', 'Photos of the damage', 'household', 0, 0, 90, 'on_visit', 0, 1, 270, 1),
  ('vehicle_registration', 'رخصة سير المركبة', 'Vehicle registration', 'household', 1, 1, NULL, 'original_at_desk on_visit with_issuer', 0, 1, 280, 1),
  ('other_proof', 'إثبات آخر', 'Other proof', 'household', 0, 0, NULL, 'original_at_desk on_visit with_issuer certified_copy', 0, 1, 900, 1);
