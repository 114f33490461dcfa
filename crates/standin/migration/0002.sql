-- Every RT (neighbourhood) of the city: a list too long to be loaded whole, so it is searched here. It is filled when the office opens.
CREATE VIRTUAL TABLE neighbourhood USING fts5 (
    words,
    value UNINDEXED,
    label UNINDEXED,
    kelurahan UNINDEXED,
    kecamatan UNINDEXED,
    prefix = '2 3'
);
