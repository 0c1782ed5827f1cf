#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "backup/format.hpp"
#include "backup/progress.hpp"
#include "database/whole/table_rows.hpp"

namespace rollcall::backup {

/// What is done with a backup while it is read.
class BackupVisitor {
public:
    virtual ~BackupVisitor() = default;
    virtual void visit_manifest(const Manifest&) {}
    virtual void visit_key(const std::string&) {}
    virtual void visit_row(const database::TableLayout&, const std::vector<database::TableValue>&) {}
    /// At the end of some megabytes of rows.
    virtual void visit_end_of_part() {}
    virtual void visit_blob(std::string_view /*name*/) {}
    virtual void visit_blob_bytes(std::string_view) {}
    virtual void visit_end_of_blob() {}
};

/// Reads a backup to its end, part by part, and compares everything with its checksums and with the tables of its
/// schema. Throws std::runtime_error with the reason, without a full stop, for a file that is damaged, cut off, of a
/// newer Rollcall or no backup: what was visited until then is worth nothing.
Checksums read_backup(const std::filesystem::path& file, BackupVisitor& visitor, Progress& progress);

}  // namespace rollcall::backup
