#include "backup/backup_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>
#include <optional>
#include <ranges>
#include <stdexcept>

#include "backup/archive_writer.hpp"
#include "backup/blob_columns.hpp"
#include "backup/output_file.hpp"
#include "backup/row_text.hpp"
#include "core/error.hpp"
#include "core/files/disk_error.hpp"
#include "core/temporary_file.hpp"
#include "database/whole/table_rows.hpp"

namespace rollcall::backup {

namespace {

namespace json = boost::json;
using database::TableLayout;

constexpr std::size_t chunk_bytes = 256 * 1024;

template <class T>
std::string write_document(const T& value) {
    return json::serialize(json::value_from(value)) + "\n";
}

/// Names of files, in the order in which rows have them: a temporary file, since there may be millions.
class BlobNames {
public:
    explicit BlobNames(const std::filesystem::path& folder) : file_(folder) {}

    void append(std::string_view folder, std::string_view name) { file_.append(fmt::format("{}{}\n", folder, name)); }
    template <class Visit>
    void read(Visit visit) const {
        std::string rest;
        file_.read([&](std::string_view bytes) {
            for (auto end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n')) {
                rest += bytes.substr(0, end);
                visit(rest);
                rest.clear();
                bytes.remove_prefix(end + 1);
            }
            rest += bytes;
        });
    }

private:
    TemporaryFile file_;
};

class Writing {
public:
    /// `temporary_folder` is for the names of the files, and for one of these at a time.
    Writing(const BackupSource& source, ArchiveWriter& archive, Progress& progress,
            const std::filesystem::path& temporary_folder)
        : source_(source),
          archive_(archive),
          progress_(progress),
          temporary_folder_(temporary_folder),
          blob_names_(temporary_folder) {}

    Checksums run() {
        archive_.write_entry(manifest_entry, write_document(source_.manifest));
        if (source_.key) archive_.write_entry(key_entry, *source_.key);
        for (const auto& table : source_.snapshot.tables) write_table(table);
        // Files may take hours, and the database cannot erase while somebody reads what was there before.
        source_.snapshot.connection.reset();
        blob_names_.read([&](const std::string& name) { write_blob(name); });
        sums_.all = archive_.finish_checksum();
        archive_.write_entry(checksums_entry, write_document(sums_));
        archive_.close();
        return std::move(sums_);
    }

private:
    void write_table(const TableLayout& table) {
        TableSum sum{.name = table.name};
        Checksum checksum;
        const auto columns = write_columns(table);
        const auto named = find_blob_column(table);
        int part = 0;
        std::string lines;
        const auto write_part = [&] {
            checksum.update(lines);
            archive_.write_entry(fmt::format("{}{}/{:06}.jsonl", tables_folder, table.name, ++part), columns + lines);
            lines.clear();
        };
        database::read_rows(*source_.snapshot.connection, table, [&](const database::Row& row) {
            const auto begin = lines.size();
            append_row(lines, row, table);
            if (lines.size() - begin > longest_line) {
                throw std::runtime_error(fmt::format("a row of {} is too long to be restored", table.name));
            }
            if (named && !row.is_null(named->at)) blob_names_.append(named->folder, row.text_view(named->at));
            ++sum.rows;
            if (lines.size() >= part_bytes) write_part();
            progress_.update([&] { return fmt::format("{}: {} rows", table.name, describe_count(sum.rows)); });
        });
        if (part == 0 || !lines.empty()) write_part();
        sum.checksum = checksum.finish();
        sums_.tables.push_back(std::move(sum));
    }

    struct NamedBlobs {
        int at = 0;  ///< the place of the column in the table
        std::string_view folder;
    };
    /// Nothing where the table has none, or none that is to be in the backup.
    std::optional<NamedBlobs> find_blob_column(const TableLayout& table) const {
        const auto* const named = std::ranges::find(blob_columns, std::string_view(table.name), &BlobColumn::table);
        if (named == std::end(blob_columns)) return std::nullopt;
        if (named->has_recordings && source_.manifest.without_recordings) return std::nullopt;
        const auto place = std::ranges::find(table.columns, named->column, &database::TableColumn::name);
        if (place == table.columns.end()) return std::nullopt;
        return NamedBlobs{static_cast<int>(place - table.columns.begin()), named->folder};
    }

    /// It is read to its end first, since an object of a bucket may be deleted meanwhile, and an entry that was begun
    /// has to be ended.
    void write_blob(const std::string& name) {
        const auto bytes = read_blob(name);
        if (!bytes) {
            ++sums_.blobs.missing;
            return;
        }
        archive_.begin_entry(std::string(blobs_folder) + name, bytes->size());
        bytes->read([&](std::string_view chunk) { archive_.append(chunk); });
        sums_.blobs.bytes += static_cast<std::int64_t>(bytes->size());
        ++sums_.blobs.count;
    }

    /// Nothing where it was deleted before it was read.
    std::optional<TemporaryFile> read_blob(const std::string& name) {
        const auto blob = source_.blobs.open(name);
        if (!blob) return std::nullopt;
        const auto size = blob->size();
        TemporaryFile copy(temporary_folder_);
        while (copy.size() < size) {
            const auto bytes = read_part(name, *blob, copy.size(), size);
            if (!bytes) return std::nullopt;
            if (bytes->empty()) throw std::runtime_error(fmt::format("the file {} became shorter", name));
            copy.append(*bytes);
            progress_.update([&] {
                const auto read = static_cast<std::uint64_t>(sums_.blobs.bytes) + copy.size();
                return fmt::format("Pictures, imported files and recordings: {}, {}", describe_count(sums_.blobs.count),
                                   describe_bytes(read));
            });
        }
        return copy;
    }

    std::optional<std::string> read_part(const std::string& name, storage::Blob& blob, std::uint64_t offset,
                                         std::uint64_t size) {
        try {
            return blob.read(offset, std::min<std::uint64_t>(chunk_bytes, size - offset));
        } catch (const Error&) {
            if (source_.blobs.open(name)) throw;
            return std::nullopt;
        }
    }

    const BackupSource& source_;
    ArchiveWriter& archive_;
    Progress& progress_;
    const std::filesystem::path temporary_folder_;
    BlobNames blob_names_;
    Checksums sums_;
};

}  // namespace

Checksums write_backup(const BackupSource& source, const std::filesystem::path& file, Progress& progress) {
    OutputFile output(file);
    Checksums sums;
    try {
        ArchiveWriter archive(output.descriptor());
        const auto folder = file.parent_path().empty() ? std::filesystem::path(".") : file.parent_path();
        sums = Writing(source, archive, progress, folder).run();
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format("{} was not made: {}.", file.string(), describe_to_operator(error)));
    }
    output.publish();
    return sums;
}

}  // namespace rollcall::backup
