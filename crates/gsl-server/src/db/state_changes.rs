//! Migration: when cards changed their state or stop reason.
//!
//! A row of `state_changes` is a change of status or reason, written in the transaction that makes it. `cards.stopped_at` is
//! the instant since which a card has been stopped, whatever its reason has become since; null for a card that is not
//! stopped, or of which nobody saw it stop. The trigger keeps it in step, so that whoever writes a change needs not.

/// The script.
pub const SCRIPT: &str = "
CREATE TABLE state_changes (
  card_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  old_status INTEGER NOT NULL,
  old_reason TEXT,
  new_status INTEGER NOT NULL,
  new_reason TEXT
);
CREATE INDEX state_changes_by_card ON state_changes(card_id, at);
CREATE INDEX state_changes_by_time ON state_changes(at);
ALTER TABLE cards ADD COLUMN stopped_at INTEGER;
CREATE TRIGGER state_changes_stop AFTER INSERT ON state_changes
WHEN NEW.new_status <> NEW.old_status BEGIN
  UPDATE cards SET stopped_at = CASE NEW.new_status WHEN 14 THEN NEW.at END WHERE id = NEW.card_id;
END;
";
