-- How far promises are kept, counted now and then for the public page; the association's own words are settings by version.
-- `worth` is a share in percent or a length in hours, by the figure's name.
CREATE TABLE site_figure (
  name TEXT PRIMARY KEY,
  cases BIGINT NOT NULL,
  worth BIGINT NOT NULL,
  since BIGINT NOT NULL,
  at BIGINT NOT NULL
);
