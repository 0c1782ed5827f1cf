#include "backup/archive_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace rollcall::backup {

namespace {

constexpr std::size_t block_bytes = 64 * 1024;

constexpr std::size_t longest_printed = 100;

}  // namespace

std::string write_printable(std::string_view text) {
    std::string printable(text.substr(0, longest_printed));
    std::ranges::replace_if(
        printable, [](char character) { return character < ' ' || character > '~'; }, '?');
    return printable;
}

void ArchiveReader::Free::operator()(archive* handle) const { archive_read_free(handle); }

ArchiveReader::ArchiveReader(const std::filesystem::path& file)
    : handle_(archive_read_new()), buffer_(block_bytes, '\0') {
    archive_read_support_filter_zstd(handle_.get());
    archive_read_support_format_tar(handle_.get());
    if (archive_read_open_filename(handle_.get(), file.c_str(), block_bytes) != ARCHIVE_OK) fail();
    if (archive_filter_code(handle_.get(), 0) != ARCHIVE_FILTER_ZSTD) throw std::runtime_error("it is not a backup");
}

ArchiveReader::~ArchiveReader() = default;

void ArchiveReader::fail() const {
    const char* reason = archive_error_string(handle_.get());
    throw std::runtime_error(reason ? reason : "it cannot be read");
}

bool ArchiveReader::next() {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(handle_.get(), &entry);
    if (result == ARCHIVE_EOF) return false;
    if (result != ARCHIVE_OK) fail();
    const char* name = archive_entry_pathname(entry);
    name_ = name ? name : "";
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) || archive_entry_size(entry) < 0) {
        throw std::runtime_error(fmt::format("it holds '{}', which is not a file", write_printable(name_)));
    }
    size_ = static_cast<std::uint64_t>(archive_entry_size(entry));
    is_counted_ = false;
    return true;
}

void ArchiveReader::count_entry() {
    is_counted_ = true;
    checksum_.update(fmt::format("{} {}\n", name_, size_));
}

std::string_view ArchiveReader::read() {
    const auto count = archive_read_data(handle_.get(), buffer_.data(), buffer_.size());
    if (count < 0) fail();
    const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(count));
    if (is_counted_) checksum_.update(bytes);
    return bytes;
}

std::string ArchiveReader::read_all(std::size_t limit) {
    if (size_ > limit) throw std::runtime_error(fmt::format("its '{}' is too large", name_));
    std::string all;
    for (auto bytes = read(); !bytes.empty(); bytes = read()) all += bytes;
    return all;
}

std::uint64_t ArchiveReader::position() const {
    return static_cast<std::uint64_t>(archive_filter_bytes(handle_.get(), -1));
}

}  // namespace rollcall::backup
