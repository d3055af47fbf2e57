-- The view, schema 8. Times are milliseconds since 1970-01-01T00:00:00Z, 0 where not yet; codes are the numbers of core's enums
-- (runtime/core/fact.hpp and reason.hpp). customer = lane * 2^32 + number within the lane: a surrogate, never the bank's own id.

CREATE TABLE mark (                       -- what the view has seen: one row
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  watermark INTEGER NOT NULL              -- number of the last commit folded
) STRICT;
INSERT INTO mark (one, watermark) VALUES (1, 0);

CREATE TABLE place (                      -- places that versions of a playbook call otherwise, as the live one does; so do all tables
  playbook TEXT NOT NULL,
  site INTEGER NOT NULL,                  -- its number in every version
  path TEXT NOT NULL,
  PRIMARY KEY (playbook, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer (
  customer INTEGER NOT NULL PRIMARY KEY,
  appeared INTEGER NOT NULL,
  branch INTEGER,                         -- the directory's number of the attribute `branch`, when the catalog has one
  manager INTEGER                         -- of the attribute `manager`
) STRICT;

CREATE TABLE journey (
  customer INTEGER NOT NULL,
  journey INTEGER NOT NULL,               -- number within the customer
  plan INTEGER NOT NULL,                  -- number of the plan it is pinned to
  playbook TEXT NOT NULL,
  version INTEGER NOT NULL,
  via INTEGER NOT NULL,                   -- EntryVia
  hold_out INTEGER NOT NULL,              -- HoldOut
  entered INTEGER NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL DEFAULT '',       -- name of the goal, exit or finish; 'missed', 'over'
  why INTEGER NOT NULL DEFAULT 0,         -- Reason
  PRIMARY KEY (customer, journey)
) STRICT, WITHOUT ROWID;

CREATE TABLE wave (                       -- one row for each time a wave came up for a customer
  customer INTEGER NOT NULL,
  journey INTEGER NOT NULL,
  run INTEGER NOT NULL,
  playbook TEXT NOT NULL,
  path TEXT NOT NULL,
  site INTEGER NOT NULL,
  occurrence INTEGER NOT NULL,
  phase INTEGER NOT NULL,                 -- 0 armed, 1 reached, 2 skipped, 3 cancelled before it began
  at INTEGER NOT NULL,                    -- when it was reached, skipped or cancelled
  why INTEGER NOT NULL DEFAULT 0,         -- Reason it was skipped
  touches INTEGER NOT NULL DEFAULT 0,     -- sent by it
  responded INTEGER NOT NULL DEFAULT 0,   -- a touch read, opened or answered, or the goal reached, before the journey's next wave
  PRIMARY KEY (customer, journey, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE task (
  customer INTEGER NOT NULL,
  journey INTEGER NOT NULL,
  site INTEGER NOT NULL,
  occurrence INTEGER NOT NULL,
  plan INTEGER NOT NULL,                  -- its journey's; in a plan that has no such place any more, the last that had
  playbook TEXT NOT NULL,
  path TEXT NOT NULL,
  must INTEGER NOT NULL,
  phase INTEGER NOT NULL,                 -- TaskPhase: 1 open, 2 closed
  how INTEGER NOT NULL DEFAULT 0,         -- TaskEnd
  outcome TEXT NOT NULL DEFAULT '',
  closed_by INTEGER NOT NULL DEFAULT 0,   -- ClosedBy
  role TEXT NOT NULL DEFAULT '',
  assignee INTEGER,                       -- the directory's number; NULL: unassigned
  second INTEGER,                         -- the person beside the assignee, NULL: none; the assignee answers for the task
  second_role TEXT NOT NULL DEFAULT '',
  opened INTEGER NOT NULL,
  due INTEGER NOT NULL,                   -- 9223372036854775807: none
  closed INTEGER NOT NULL DEFAULT 0,
  overdue INTEGER NOT NULL DEFAULT 0,     -- was open at its due
  escalations INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,    -- that reached nobody
  call_at INTEGER NOT NULL DEFAULT 0,     -- the next attempt, or when the customer asked to be called; 0: none set
  claimed INTEGER NOT NULL DEFAULT 0,     -- 1: claimed, 2: not in time
  acknowledged INTEGER NOT NULL DEFAULT 0, -- likewise
  brought TEXT NOT NULL DEFAULT '',       -- what reports brought of its lists: " 0:1 2:0 ", Bring and the place in the list
  PRIMARY KEY (customer, journey, site, occurrence)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_open ON task (phase, assignee) WHERE phase = 1;

CREATE TABLE touch (
  customer INTEGER NOT NULL,
  journey INTEGER NOT NULL,
  site INTEGER NOT NULL,                  -- of the leg
  occurrence INTEGER NOT NULL,
  plan INTEGER NOT NULL,
  run INTEGER NOT NULL,
  playbook TEXT NOT NULL,
  path TEXT NOT NULL,
  channel TEXT NOT NULL,
  template TEXT NOT NULL,
  purpose INTEGER NOT NULL,
  phase INTEGER NOT NULL,                 -- TouchPhase
  why INTEGER NOT NULL DEFAULT 0,         -- Reason of the last block or of its end
  contact INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  planned INTEGER NOT NULL,
  reserved INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0,        -- first attempt
  settled INTEGER NOT NULL DEFAULT 0,     -- last report or end
  delivered INTEGER NOT NULL DEFAULT 0,   -- when that was known first; the next two likewise
  seen INTEGER NOT NULL DEFAULT 0,        -- read or answered
  failed INTEGER NOT NULL DEFAULT 0,      -- for good; 0 again when it was delivered after all
  expires INTEGER NOT NULL,
  provider TEXT NOT NULL DEFAULT '',
  unknown INTEGER NOT NULL DEFAULT 0,     -- 1: for a time, or for good, nobody knew whether it had been sent
  PRIMARY KEY (customer, journey, site, occurrence)
) STRICT, WITHOUT ROWID;

CREATE TABLE block (                      -- every time a touch was held back: who, why, until when
  customer INTEGER NOT NULL,
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,                -- fact within the group
  playbook TEXT NOT NULL,
  path TEXT NOT NULL,
  site INTEGER NOT NULL,                  -- of the leg
  at INTEGER NOT NULL,
  why INTEGER NOT NULL,
  waits INTEGER NOT NULL,                 -- 1: tried again at `until`
  until INTEGER NOT NULL,
  PRIMARY KEY (customer, position, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE stall (                      -- one row an episode of a breakpoint
  customer INTEGER NOT NULL,
  journey INTEGER NOT NULL,
  site INTEGER NOT NULL,
  occurrence INTEGER NOT NULL,
  plan INTEGER NOT NULL,
  playbook TEXT NOT NULL,
  path TEXT NOT NULL,
  phase INTEGER NOT NULL,                 -- StallPhase: 0 armed, 1 tripped, 2 cleared; 3: its journey ended before either
  from_at INTEGER NOT NULL,
  trips INTEGER NOT NULL,
  tripped INTEGER NOT NULL DEFAULT 0,
  cleared INTEGER NOT NULL DEFAULT 0,
  recovered INTEGER NOT NULL DEFAULT 0,   -- cleared after it had tripped
  stage TEXT NOT NULL DEFAULT '',         -- attribution, when it tripped
  stage_site INTEGER,
  wave TEXT NOT NULL DEFAULT '',
  wave_site INTEGER,
  assignee INTEGER,
  PRIMARY KEY (customer, journey, site, occurrence)
) STRICT, WITHOUT ROWID;
CREATE INDEX stall_now ON stall (phase) WHERE phase = 1;

CREATE TABLE question (                   -- what a role is asked beside the tasks: a check, a reason, to take a customer over
  customer INTEGER NOT NULL,
  question INTEGER NOT NULL,
  kind INTEGER NOT NULL,                  -- QuestionKind
  plan INTEGER NOT NULL,
  playbook TEXT NOT NULL,
  path TEXT NOT NULL,                     -- of the task, breakpoint or step it is about
  journey INTEGER NOT NULL,
  site INTEGER NOT NULL,
  occurrence INTEGER NOT NULL,
  phase INTEGER NOT NULL,                 -- 0 open, 1 answered, 2 never answered
  role TEXT NOT NULL,
  person INTEGER,                         -- NULL: anyone of the role
  asked INTEGER NOT NULL,
  due INTEGER NOT NULL,                   -- 9223372036854775807: none
  overdue INTEGER NOT NULL DEFAULT 0,
  answer TEXT NOT NULL DEFAULT '',
  actor TEXT NOT NULL DEFAULT '',
  answered INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (customer, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_open ON question (phase, person) WHERE phase = 0;

CREATE TABLE step (                       -- each time a stage, moment or track came up for a customer
  customer INTEGER NOT NULL,
  journey INTEGER NOT NULL,
  run INTEGER NOT NULL,
  playbook TEXT NOT NULL,
  path TEXT NOT NULL,
  site INTEGER NOT NULL,
  kind INTEGER NOT NULL,                  -- SiteKind: 5 stage, 9 moment, 11 track
  begun INTEGER NOT NULL,                 -- 0: armed, not begun
  PRIMARY KEY (customer, journey, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal (                       -- what became of a journey's goals; no row: not known yet
  customer INTEGER NOT NULL,
  journey INTEGER NOT NULL,
  playbook TEXT NOT NULL,
  goal TEXT NOT NULL,
  reached INTEGER NOT NULL DEFAULT 0,
  missed INTEGER NOT NULL DEFAULT 0,      -- its time was over
  PRIMARY KEY (customer, journey, goal)
) STRICT, WITHOUT ROWID;

CREATE TABLE dimension (                  -- what reviews tell journeys apart by: values at the entry, tracks that tables decided
  customer INTEGER NOT NULL,
  journey INTEGER NOT NULL,
  name TEXT NOT NULL,                     -- as the review names it
  value TEXT NOT NULL,
  PRIMARY KEY (customer, journey, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE granted (                    -- benefits given
  customer INTEGER NOT NULL,
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  journey INTEGER NOT NULL,
  playbook TEXT NOT NULL,
  benefit TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (customer, position, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE review (                     -- each time a review was held
  playbook TEXT NOT NULL,
  review TEXT NOT NULL,
  due INTEGER NOT NULL,                   -- its regular time
  plan INTEGER NOT NULL,                  -- number of the plan by whose text it was held
  since INTEGER NOT NULL,                 -- the time before: what is counted lies after it, until `due`
  held INTEGER NOT NULL,                  -- later than `due` when the daemon was down
  missed INTEGER NOT NULL,                -- regular times passed over: held once for all of them
  PRIMARY KEY (playbook, review, due)
) STRICT, WITHOUT ROWID;

CREATE TABLE review_rate (                -- what its rates were then, by branch
  playbook TEXT NOT NULL,
  review TEXT NOT NULL,
  due INTEGER NOT NULL,
  number INTEGER NOT NULL,
  rate TEXT NOT NULL,
  branch INTEGER,                         -- the directory's number; NULL: customers without one
  ended INTEGER NOT NULL,                 -- tasks that ended in the period, cancelled ones apart
  happened INTEGER NOT NULL,              -- of these, as the rate says
  late INTEGER NOT NULL,                  -- open and past their due then
  PRIMARY KEY (playbook, review, due, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE review_act (                 -- what followed from it
  playbook TEXT NOT NULL,
  review TEXT NOT NULL,
  due INTEGER NOT NULL,
  number INTEGER NOT NULL,
  branch INTEGER NOT NULL,
  alert INTEGER NOT NULL,                 -- 1: the role was alerted; 0: the branch's task was asked for
  what TEXT NOT NULL,                     -- the role; the task's path
  PRIMARY KEY (playbook, review, due, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (                    -- a customer's milestones, in order
  customer INTEGER NOT NULL,
  position INTEGER NOT NULL,              -- of the group in the journal
  number INTEGER NOT NULL,                -- fact within the group
  at INTEGER NOT NULL,
  code INTEGER NOT NULL,                  -- fact code
  journey INTEGER NOT NULL,
  playbook TEXT NOT NULL,
  path TEXT NOT NULL,
  detail TEXT NOT NULL,
  why INTEGER NOT NULL,
  PRIMARY KEY (customer, position, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident (
  code TEXT NOT NULL,
  playbook TEXT NOT NULL,
  site INTEGER NOT NULL,                  -- -1: of no place in particular
  path TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  count INTEGER NOT NULL,
  sample TEXT NOT NULL,
  PRIMARY KEY (code, playbook, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE experiment (                 -- the arm a customer took, and what came of it
  customer INTEGER NOT NULL,
  journey INTEGER NOT NULL,
  site INTEGER NOT NULL,
  playbook TEXT NOT NULL,
  path TEXT NOT NULL,
  arm TEXT NOT NULL,                      -- "control": none of the arms
  taken INTEGER NOT NULL,
  counts INTEGER NOT NULL,                -- 0: held out, or the experiment was decided before
  measured INTEGER NOT NULL DEFAULT 0,    -- when it was known; 0: not yet
  reached INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (customer, journey, site)
) STRICT, WITHOUT ROWID;
