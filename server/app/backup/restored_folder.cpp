#include "app/backup/restored_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "core/files/durable_file.hpp"
#include "core/files/sync_folder.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::app {

namespace {

namespace fs = std::filesystem;

constexpr auto unfinished_name = "restoring";
/// In that folder: which names a restore gives to the storage, one a line. It is there until the database is published.
constexpr auto list_name = "published";

/// What a restore that did not end has moved into the storage, or was about to.
std::vector<std::string> read_published_names(const fs::path& storage) {
    std::ifstream stream(storage / unfinished_name / list_name);
    std::vector<std::string> names;
    for (std::string name; std::getline(stream, name);) {
        const bool is_plain = !name.empty() && name != "." && name != ".." && name.find('/') == name.npos;
        if (is_plain) names.push_back(name);
    }
    return names;
}

/// The list last: until then the rest can be deleted again.
void remove_unfinished(const fs::path& storage) {
    for (const auto& name : read_published_names(storage)) fs::remove_all(storage / name);
    fs::remove_all(storage / unfinished_name);
}

}  // namespace

RestoredFolder::RestoredFolder(fs::path storage) : storage_(std::move(storage)), folder_(storage_ / unfinished_name) {
    storage::open_folder_blobs(storage_);  // creates it, for its owner alone
    remove_unfinished(storage_);
    blobs_ = storage::open_folder_blobs(folder_);
}

RestoredFolder::~RestoredFolder() {
    try {
        if (!is_kept_) remove_unfinished(storage_);
    } catch (const std::exception&) {
        // The next restore does it.
    }
}

void RestoredFolder::publish() {
    std::string names;
    for (const auto& entry : fs::directory_iterator(folder_)) names += entry.path().filename().string() + "\n";
    write_durable_file(folder_ / list_name, names);
    for (const auto& name : read_published_names(storage_)) fs::rename(folder_ / name, storage_ / name);
    sync_folder(storage_);
}

bool RestoredFolder::keep() {
    is_kept_ = true;
    remove_end_of_restored_folder(storage_);
    std::error_code ignored;
    return !fs::exists(storage_ / unfinished_name, ignored);
}

void remove_end_of_restored_folder(const fs::path& storage) {
    std::error_code ignored;
    fs::remove_all(storage / unfinished_name, ignored);
}

void require_empty_folder(const fs::path& storage) {
    if (!fs::exists(storage)) return;
    auto expected = read_published_names(storage);
    expected.emplace_back(unfinished_name);
    for (const auto& entry : fs::directory_iterator(storage)) {
        if (std::ranges::find(expected, entry.path().filename().string()) != expected.end()) continue;
        throw std::runtime_error(fmt::format(
            "The storage folder {} is not empty, and nothing in it is overwritten: move it away, or name another one.",
            storage.string()));
    }
}

}  // namespace rollcall::app
