#include "backup/backup_reader.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <stdexcept>

#include "backup/archive_reader.hpp"
#include "backup/row_text.hpp"
#include "database/migrations.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::backup {

namespace {

namespace json = boost::json;
using database::TableLayout;

/// Of another format or a newer schema: the file itself may be whole.
class Unsupported : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

template <class T>
T read_document(ArchiveReader& archive) {
    const auto text = archive.read_all(longest_document);
    try {
        return json::value_to<T>(json::parse(text));
    } catch (const std::exception&) {
        throw std::runtime_error(fmt::format("its '{}' cannot be read", archive.name()));
    }
}

bool is_printable(const Manifest& manifest) {
    return write_printable(manifest.version) == manifest.version &&
           write_printable(manifest.created_at) == manifest.created_at;
}

/// Refuses what a later Rollcall has written before reading the rest of it, of which nothing is known.
Manifest read_manifest(ArchiveReader& archive) {
    if (!archive.next() || archive.name() != manifest_entry) throw std::runtime_error("it is not a backup of Rollcall");
    archive.count_entry();
    const auto text = archive.read_all(longest_document);
    json::error_code problem;
    const auto parsed = json::parse(text, problem);
    const auto* members = parsed.if_object();
    const auto* program = members ? members->if_contains("program") : nullptr;
    const auto* written_format = members ? members->if_contains("format") : nullptr;
    if (!program || *program != "rollcall" || !written_format || !written_format->is_int64()) {
        throw std::runtime_error("it is not a backup of Rollcall");
    }
    if (written_format->get_int64() != format) {
        throw Unsupported(fmt::format("its format is {}, and this Rollcall reads {}. Restore it by a newer Rollcall",
                                      written_format->get_int64(), format));
    }
    const auto known = static_cast<int>(database::sqlite_migrations().size());
    try {
        auto manifest = json::value_to<Manifest>(parsed);
        if (manifest.schema > known) {
            throw Unsupported(fmt::format(
                "it was written by a newer Rollcall, {} (its schema is {}, this one knows {}). Restore it by "
                "that one or a later one",
                write_printable(manifest.version), manifest.schema, known));
        }
        if (manifest.schema >= 1 && is_printable(manifest)) return manifest;
    } catch (const Unsupported&) {
        throw;
    } catch (const std::exception&) {
    }
    throw std::runtime_error(fmt::format("its '{}' cannot be read", manifest_entry));
}

/// Finds the lines of bytes that arrive in chunks.
class Lines {
public:
    template <class Visit>
    void append(std::string_view bytes, Visit visit) {
        for (;;) {
            const auto end = bytes.find('\n');
            rest_ += bytes.substr(0, end);
            if (rest_.size() > longest_line) throw std::runtime_error("one of its lines is too long");
            if (end == std::string_view::npos) return;
            visit(std::string_view(rest_));
            rest_.clear();
            bytes.remove_prefix(end + 1);
        }
    }
    bool is_complete() const { return rest_.empty(); }

private:
    std::string rest_;
};

class Reading {
public:
    Reading(ArchiveReader& archive, BackupVisitor& visitor, Progress& progress)
        : archive_(archive), visitor_(visitor), progress_(progress) {}

    Checksums run() {
        const auto manifest = read_manifest(archive_);
        tables_ = database::list_tables_of_schema(manifest.schema);
        visitor_.visit_manifest(manifest);
        while (archive_.next()) {
            if (archive_.name() == checksums_entry) return read_checksums();
            archive_.count_entry();
            read_entry();
        }
        throw std::runtime_error("its end is missing");
    }

private:
    void read_entry() {
        const std::string_view name = archive_.name();
        if (name.starts_with(tables_folder)) return read_part(name.substr(tables_folder.size()));
        if (name.starts_with(blobs_folder)) return read_blob(name.substr(blobs_folder.size()));
        if (name == key_entry && found_.tables.empty()) return visitor_.visit_key(archive_.read_all(longest_document));
        throw std::runtime_error(fmt::format("it holds '{}', which is no part of a backup", write_printable(name)));
    }

    /// `name` is "members/000001.jsonl".
    void read_part(std::string_view name) {
        const auto table_name = name.substr(0, name.find('/'));
        if (found_.tables.empty() || found_.tables.back().name != table_name) begin_table(table_name);
        const auto& table = tables_[found_.tables.size() - 1];
        if (found_.blobs.count > 0 || name != fmt::format("{}/{:06}.jsonl", table_name, ++part_)) {
            throw std::runtime_error(fmt::format("a part of {} is missing", table_name));
        }
        read_lines(table);
        visitor_.visit_end_of_part();
    }

    void begin_table(std::string_view name) {
        end_table();
        const auto place = found_.tables.size();
        if (place >= tables_.size() || tables_[place].name != name) {
            throw std::runtime_error(fmt::format("its table '{}' is not expected there", write_printable(name)));
        }
        found_.tables.push_back({.name = std::string(name)});
        part_ = 0;
    }

    void end_table() {
        if (!found_.tables.empty() && found_.tables.back().checksum.empty()) {
            found_.tables.back().checksum = checksum_.finish();
        }
        checksum_ = {};
    }

    void read_lines(const TableLayout& table) {
        Lines lines;
        bool is_first = true;
        const auto columns = write_columns(table);
        const auto read_line = [&](std::string_view line) {
            if (std::exchange(is_first, false)) {
                if (line != std::string_view(columns).substr(0, columns.size() - 1)) {
                    throw std::runtime_error(fmt::format("the columns of {} are not those of its schema", table.name));
                }
                return;
            }
            checksum_.update(line);
            checksum_.update("\n");
            visitor_.visit_row(table, parse_row(line, table));
            ++found_.tables.back().rows;
            progress_.update([&] { return describe(table.name); });
        };
        for (auto bytes = archive_.read(); !bytes.empty(); bytes = archive_.read()) lines.append(bytes, read_line);
        if (!lines.is_complete() || is_first)
            throw std::runtime_error(fmt::format("a part of {} is cut off", table.name));
    }

    void read_blob(std::string_view name) {
        if (!storage::is_blob_name(name))
            throw std::runtime_error(fmt::format("'{}' is not the name of a file", write_printable(name)));
        visitor_.visit_blob(name);
        for (auto bytes = archive_.read(); !bytes.empty(); bytes = archive_.read()) {
            visitor_.visit_blob_bytes(bytes);
            found_.blobs.bytes += static_cast<std::int64_t>(bytes.size());
            progress_.update([&] { return describe("pictures, imported files and recordings"); });
        }
        visitor_.visit_end_of_blob();
        ++found_.blobs.count;
    }

    std::string describe(std::string_view what) const {
        return fmt::format("{} read: {}", describe_bytes(archive_.position()), what);
    }

    Checksums read_checksums() {
        end_table();
        found_.all = archive_.finish_checksum();
        auto written = read_document<Checksums>(archive_);
        if (archive_.next()) throw std::runtime_error(fmt::format("'{}' follows its end", archive_.name()));
        if (found_.tables.size() != tables_.size()) throw std::runtime_error("some of its tables are missing");
        for (std::size_t place = 0; place < tables_.size(); ++place) {
            if (place < written.tables.size() && written.tables[place] == found_.tables[place]) continue;
            throw std::runtime_error(
                fmt::format("the rows of {} are not those that were written", tables_[place].name));
        }
        if (written.tables.size() != tables_.size() || written.blobs.count != found_.blobs.count ||
            written.blobs.bytes != found_.blobs.bytes || written.all != found_.all) {
            throw std::runtime_error("it is not what was written");
        }
        return written;
    }

    ArchiveReader& archive_;
    BackupVisitor& visitor_;
    Progress& progress_;
    std::vector<TableLayout> tables_;
    Checksums found_;
    Checksum checksum_;
    int part_ = 0;
};

}  // namespace

Checksums read_backup(const std::filesystem::path& file, BackupVisitor& visitor, Progress& progress) {
    ArchiveReader archive(file);
    return Reading(archive, visitor, progress).run();
}

}  // namespace rollcall::backup
