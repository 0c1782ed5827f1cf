#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contacts/imports/import_plan.hpp"

/// The undo log of a chunk: what it did to contacts, so that it can be undone where nobody has changed them since.
namespace rollcall::contacts {

struct UndoLog {
    std::vector<ContactId> created;
    std::vector<ImportPlan::Update> updated;  ///< with the versions before and after
    std::vector<ContactId> added_to_segment;  ///< contacts that existed and were not in it
};

/// As JSON. Of the contacts only what belongs to themselves is kept, not the company.
std::string write_undo_log(const UndoLog& log);
UndoLog read_undo_log(std::string_view text);

/// The contact with each field as it was before the import, where it has the value that the import gave it.
Contact undo_update(const Contact& now, const ImportPlan::Update& update);

}  // namespace rollcall::contacts
