#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contacts/imports/import_plan.hpp"

/// The undo log of a chunk: what it did to contacts, so that it can be undone where nobody has changed them since.
namespace rollcall::contacts {

struct UndoLog {
    std::vector<ContactId> created;
    std::vector<ImportPlan::Update> updated;
    std::vector<ContactId> added_to_segment;  ///< contacts that existed and were not in it
};

/// As JSON. Of the contacts only what belongs to themselves is kept, not the company.
std::string write_undo_log(const UndoLog& log);
UndoLog read_undo_log(std::string_view text);

/// All texts that it has of contacts.
std::vector<std::string> list_undo_texts(const UndoLog& log);

/// Whether the contact is as the update has left it. Its version does not tell that, since undoing raises it, but the
/// time of its last change is a former one again then.
bool is_untouched_since(const Contact& now, const ImportPlan::Update& update);

/// The contact with each field as it was before the import, where it has the value that the import gave it.
Contact undo_update(const Contact& now, const ImportPlan::Update& update);

}  // namespace rollcall::contacts
