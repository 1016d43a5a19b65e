-- A library of three photos as the release with schema 0003 wrote it.
PRAGMA application_id = 1885564016;
BEGIN TRANSACTION;
CREATE TABLE album (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	created_at VARCHAR NOT NULL, 
	UNIQUE ("key")
);
INSERT INTO "album" VALUES(1,'Trip','trip','2026-11-21T17:38:24+00:00');
CREATE TABLE album_photo (
	album_id INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	added_at VARCHAR NOT NULL, 
	PRIMARY KEY (album_id, photo_id), 
	FOREIGN KEY(album_id) REFERENCES album (id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id)
)
 WITHOUT ROWID

;
INSERT INTO "album_photo" VALUES(1,1,'2026-11-21T17:38:24+00:00');
INSERT INTO "album_photo" VALUES(1,2,'2026-11-21T17:38:24+00:00');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE decision (
	photo_id INTEGER NOT NULL, 
	rating INTEGER, 
	flag INTEGER NOT NULL, 
	PRIMARY KEY (photo_id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id)
);
INSERT INTO "decision" VALUES(2,5,0);
INSERT INTO "decision" VALUES(3,NULL,-1);
CREATE TABLE failure (
	id INTEGER NOT NULL, 
	root_id INTEGER NOT NULL, 
	rel BLOB NOT NULL, 
	size INTEGER NOT NULL, 
	mtime_ns INTEGER NOT NULL, 
	inode INTEGER NOT NULL, 
	device INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	failed_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(root_id) REFERENCES root (id), 
	UNIQUE (root_id, rel)
);
CREATE TABLE file (
	id INTEGER NOT NULL, 
	root_id INTEGER NOT NULL, 
	rel BLOB NOT NULL, 
	folder VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	suffix VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	mtime_ns INTEGER NOT NULL, 
	inode INTEGER NOT NULL, 
	device INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	gone_at VARCHAR, name_key VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id), 
	FOREIGN KEY(root_id) REFERENCES root (id), 
	UNIQUE (root_id, rel)
);
INSERT INTO "file" VALUES(1,1,X'494D4731302E6A7067','','IMG10.jpg','jpg',1001,1,1,1,1,NULL,'img0210.jpg');
INSERT INTO "file" VALUES(2,1,X'747269702F696D67322E4A5047','trip','img2.JPG','jpg',1002,2,2,1,2,NULL,'img012.jpg');
INSERT INTO "file" VALUES(3,1,X'747269702FFFC38420332E6A7067','trip','?Ä 3.jpg','jpg',1003,3,3,1,3,NULL,'?ä 013.jpg');
CREATE TABLE label (
	list_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	phrases VARCHAR NOT NULL, 
	threshold DOUBLE, 
	PRIMARY KEY (list_id, position), 
	FOREIGN KEY(list_id) REFERENCES label_list (id)
);
INSERT INTO "label" VALUES(1,0,'dog','[]',0.4);
INSERT INTO "label" VALUES(1,1,'cat','["kitten"]',NULL);
INSERT INTO "label" VALUES(1,2,'rabbit','[]',NULL);
CREATE TABLE label_head (
	list_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	list_version INTEGER NOT NULL, 
	model_id INTEGER NOT NULL, 
	labels VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	examples INTEGER NOT NULL, 
	restored_from INTEGER, 
	data BLOB, 
	created_at VARCHAR NOT NULL, 
	PRIMARY KEY (list_id, version), 
	FOREIGN KEY(list_id) REFERENCES label_list (id), 
	FOREIGN KEY(model_id) REFERENCES model (id)
);
CREATE TABLE label_list (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	"exclusive" BOOLEAN NOT NULL, 
	templates VARCHAR NOT NULL, 
	version INTEGER NOT NULL, folders VARCHAR DEFAULT '[]' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);
INSERT INTO "label_list" VALUES(1,'Pets','pets',1,'[]',2,'[]');
CREATE TABLE label_review (
	list_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	photo_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	probability DOUBLE NOT NULL, 
	answer INTEGER NOT NULL, 
	answered_at VARCHAR NOT NULL, 
	PRIMARY KEY (list_id, "key", photo_id), 
	FOREIGN KEY(list_id) REFERENCES label_list (id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id)
);
CREATE TABLE label_seen (
	list_id INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	PRIMARY KEY (list_id, photo_id), 
	FOREIGN KEY(list_id) REFERENCES label_list (id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id)
)
 WITHOUT ROWID

;
INSERT INTO "label_seen" VALUES(1,2);
CREATE TABLE meta (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('generation','1');
CREATE TABLE model (
	id INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	dimension INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
INSERT INTO "model" VALUES(1,'d1','mini',4);
CREATE TABLE photo (
	id INTEGER NOT NULL, 
	content_hash BLOB NOT NULL, 
	size INTEGER NOT NULL, 
	pixel_hash BLOB NOT NULL, 
	perceptual_hash INTEGER NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	format VARCHAR NOT NULL, 
	taken_at VARCHAR, 
	taken_offset_minutes INTEGER, 
	camera VARCHAR NOT NULL, 
	lens VARCHAR NOT NULL, 
	latitude DOUBLE, 
	longitude DOUBLE, 
	altitude DOUBLE, 
	facts VARCHAR NOT NULL, 
	added_at VARCHAR NOT NULL, rating INTEGER DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (content_hash)
);
INSERT INTO "photo" VALUES(1,X'20202020202020202020202020202031',1001,X'20202020202020202020202020202031',1,40,30,'JPEG','2020-01-01T12:00:00',NULL,'Nikon D5','35mm',NULL,NULL,NULL,'{"exposure": {"ISO": "400"}, "keywords": ["Sea"], "title": "", "description": "", "rating": 4}','2026-11-21T14:43:36+00:00',4);
INSERT INTO "photo" VALUES(2,X'20202020202020202020202020202032',1002,X'20202020202020202020202020202032',2,40,30,'JPEG','2020-02-01T12:00:00',NULL,'Nikon D5','35mm',NULL,NULL,NULL,'{"exposure": {"ISO": "400"}, "keywords": [], "title": "", "description": "", "rating": null}','2026-11-21T14:43:36+00:00',0);
INSERT INTO "photo" VALUES(3,X'20202020202020202020202020202033',1003,X'20202020202020202020202020202033',3,40,30,'JPEG',NULL,NULL,'Nikon D5','35mm',NULL,NULL,NULL,'{"exposure": {"ISO": "400"}, "keywords": [], "title": "", "description": "", "rating": 0}','2026-11-21T14:43:36+00:00',0);
CREATE TABLE root (
	id INTEGER NOT NULL, 
	path BLOB NOT NULL, 
	added_at VARCHAR NOT NULL, 
	removed_at VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (path)
);
INSERT INTO "root" VALUES(1,X'2F70686F746F73','2026-11-21T14:43:36+00:00',NULL);
CREATE TABLE root_exclusion (
	root_id INTEGER NOT NULL, 
	pattern VARCHAR NOT NULL, 
	PRIMARY KEY (root_id, pattern), 
	FOREIGN KEY(root_id) REFERENCES root (id)
);
INSERT INTO "root_exclusion" VALUES(1,'Cache');
CREATE TABLE run (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	list_name VARCHAR NOT NULL, 
	list_version INTEGER NOT NULL, 
	model_id INTEGER NOT NULL, 
	created_at VARCHAR NOT NULL, 
	undone_at VARCHAR, list_key VARCHAR DEFAULT '' NOT NULL, origin VARCHAR DEFAULT 'asked' NOT NULL, changes VARCHAR DEFAULT '{}' NOT NULL, head_version INTEGER, 
	FOREIGN KEY(model_id) REFERENCES model (id)
);
INSERT INTO "run" VALUES(1,'pets',1,1,'2026-11-21T14:43:36+00:00',NULL,'pets','asked','{}',NULL);
INSERT INTO "run" VALUES(2,'Pets',2,1,'2026-11-21T17:38:24+00:00',NULL,'pets','asked','{}',NULL);
INSERT INTO "run" VALUES(3,'Pets',2,1,'2026-11-21T17:38:24+00:00',NULL,'pets','asked','{}',NULL);
CREATE TABLE saved_search (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	created_at VARCHAR NOT NULL, 
	UNIQUE ("key")
);
INSERT INTO "saved_search" VALUES(1,'Boats','boats','boat -sea','2026-11-21T17:38:24+00:00');
CREATE TABLE search_health (
	id INTEGER NOT NULL, 
	search_id INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	recall DOUBLE, 
	found INTEGER NOT NULL, 
	pinned INTEGER NOT NULL, 
	settings VARCHAR NOT NULL, 
	places VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(search_id) REFERENCES saved_search (id) ON DELETE CASCADE
);
CREATE TABLE search_pin (
	search_id INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	PRIMARY KEY (search_id, photo_id), 
	FOREIGN KEY(search_id) REFERENCES saved_search (id) ON DELETE CASCADE, 
	FOREIGN KEY(photo_id) REFERENCES photo (id)
)
 WITHOUT ROWID

;
CREATE TABLE tag (
	id INTEGER NOT NULL, 
	photo_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	run_id INTEGER, 
	probability DOUBLE, 
	rejected BOOLEAN NOT NULL, 
	dropped BOOLEAN NOT NULL, 
	superseded_by INTEGER, 
	created_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id), 
	FOREIGN KEY(run_id) REFERENCES run (id), 
	FOREIGN KEY(superseded_by) REFERENCES run (id)
);
INSERT INTO "tag" VALUES(1,1,'Sea','sea','file',NULL,NULL,0,0,NULL,'2026-11-21T14:43:36+00:00');
INSERT INTO "tag" VALUES(2,1,'boat','boat','run',1,0.9,0,0,NULL,'2026-11-21T14:43:36+00:00');
INSERT INTO "tag" VALUES(3,2,'boat','boat','run',1,0.6,1,0,NULL,'2026-11-21T14:43:36+00:00');
INSERT INTO "tag" VALUES(4,2,'mine','mine','person',NULL,NULL,0,0,NULL,'2026-11-21T14:43:36+00:00');
INSERT INTO "tag" VALUES(5,2,'boat','boat','person',NULL,NULL,1,0,NULL,'2026-11-21T14:43:36+00:00');
INSERT INTO "tag" VALUES(6,3,'Dog','dog','person',NULL,NULL,0,0,NULL,'2026-11-21T17:38:24+00:00');
INSERT INTO "tag" VALUES(7,1,'cat','cat','person',NULL,NULL,1,0,NULL,'2026-11-21T17:38:24+00:00');
INSERT INTO "tag" VALUES(8,2,'dog','dog','run',2,0.9,0,0,3,'2026-11-21T17:38:24+00:00');
INSERT INTO "tag" VALUES(9,1,'rabbit','rabbit','run',2,0.6,0,0,3,'2026-11-21T17:38:24+00:00');
INSERT INTO "tag" VALUES(10,2,'dog','dog','run',3,0.8,0,0,NULL,'2026-11-21T17:38:24+00:00');
INSERT INTO "tag" VALUES(11,1,'rabbit','rabbit','run',3,NULL,0,1,NULL,'2026-11-21T17:38:24+00:00');
CREATE TABLE vector (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	photo_id INTEGER NOT NULL, 
	part INTEGER NOT NULL, 
	model_id INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	FOREIGN KEY(model_id) REFERENCES model (id), 
	FOREIGN KEY(photo_id) REFERENCES photo (id), 
	UNIQUE (photo_id, part, model_id)
);
INSERT INTO "vector" VALUES(1,1,0,1,X'0000003C00000000');
INSERT INTO "vector" VALUES(2,2,0,1,X'00000000003C0000');
INSERT INTO "vector" VALUES(3,3,0,1,X'000000000000003C');
CREATE INDEX ix_photo_pixel_hash ON photo (pixel_hash);
CREATE INDEX ix_photo_size ON photo (size);
CREATE INDEX photo_camera ON photo (camera);
CREATE INDEX photo_format ON photo (format);
CREATE INDEX photo_taken_at ON photo (taken_at, id);
CREATE INDEX file_folder ON file (root_id, folder, gone_at, photo_id);
CREATE INDEX file_gone_at ON file (root_id, gone_at);
CREATE INDEX file_photo_id ON file (photo_id, gone_at);
CREATE INDEX file_suffix ON file (suffix, gone_at, photo_id);
CREATE INDEX vector_model_id ON vector (model_id, photo_id);
CREATE INDEX tag_key ON tag ("key", photo_id);
CREATE INDEX tag_name ON tag (name);
CREATE UNIQUE INDEX tag_person_or_file ON tag (photo_id, "key", source) WHERE run_id IS NULL;
CREATE UNIQUE INDEX tag_run ON tag (photo_id, "key", run_id) WHERE run_id IS NOT NULL;
CREATE INDEX tag_run_id ON tag (run_id);
CREATE INDEX photo_rating ON photo (rating) WHERE rating > 0;
CREATE INDEX photo_lens ON photo (lens);
CREATE INDEX file_name ON file (name_key, photo_id) WHERE gone_at IS NULL;
CREATE INDEX tag_photo_id ON tag (photo_id);
CREATE INDEX decision_rating ON decision (rating);
CREATE INDEX decision_flag ON decision (flag);
CREATE INDEX album_photo_photo_id ON album_photo (photo_id);
CREATE INDEX run_list ON run (list_key);
CREATE INDEX tag_holds ON tag ("key", photo_id, source) WHERE superseded_by IS NULL AND dropped IS 0 AND rejected IS 0;
CREATE INDEX tag_person ON tag ("key", photo_id, rejected) WHERE source = 'person';
CREATE INDEX search_pin_photo_id ON search_pin (photo_id);
CREATE INDEX search_health_search_id ON search_health (search_id, id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('vector',3);
INSERT INTO "sqlite_sequence" VALUES('run',3);
INSERT INTO "sqlite_sequence" VALUES('album',1);
INSERT INTO "sqlite_sequence" VALUES('saved_search',1);
COMMIT;
