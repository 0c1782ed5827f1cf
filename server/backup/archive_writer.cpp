#include "backup/archive_writer.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <cerrno>
#include <ctime>
#include <stdexcept>
#include <system_error>

namespace rollcall::backup {

void ArchiveWriter::Free::operator()(archive* handle) const { archive_write_free(handle); }

ArchiveWriter::ArchiveWriter(int descriptor) : handle_(archive_write_new()) {
    require(archive_write_set_format_pax_restricted(handle_.get()));
    require(archive_write_add_filter_zstd(handle_.get()));
    require(archive_write_set_bytes_in_last_block(handle_.get(), 1));
    require(archive_write_open_fd(handle_.get(), descriptor));
}

ArchiveWriter::~ArchiveWriter() = default;

void ArchiveWriter::require(int result) {
    if (result == ARCHIVE_OK) return;
    const int number = archive_errno(handle_.get());
    const char* text = archive_error_string(handle_.get());
    throw std::runtime_error(number > 0 ? std::generic_category().message(number)
                             : text     ? text
                                        : "it cannot be written");
}

void ArchiveWriter::begin_entry(std::string_view name, std::uint64_t size) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), std::string(name).c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_mtime(entry.get(), std::time(nullptr), 0);
    require(archive_write_header(handle_.get(), entry.get()));
    checksum_.update(fmt::format("{} {}\n", name, size));
}

void ArchiveWriter::append(std::string_view bytes) {
    checksum_.update(bytes);
    while (!bytes.empty()) {
        const auto written = archive_write_data(handle_.get(), bytes.data(), bytes.size());
        if (written <= 0) require(static_cast<int>(written == 0 ? ARCHIVE_FATAL : written));
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void ArchiveWriter::write_entry(std::string_view name, std::string_view bytes) {
    begin_entry(name, bytes.size());
    append(bytes);
}

void ArchiveWriter::close() { require(archive_write_close(handle_.get())); }

}  // namespace rollcall::backup
