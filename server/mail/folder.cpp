#include "mail/folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "core/files/durable_file.hpp"

namespace rollcall::mail {

namespace {

constexpr std::string_view ending = ".eml";

// Ids come from outside too, and must not name files elsewhere.
bool is_id(std::string_view id) {
    return !id.empty() &&
           std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::string_view without_ending(std::string_view name, std::string_view end) {
    return name.ends_with(end) ? name.substr(0, name.size() - end.size()) : name;
}

// The email that a file is of, also while it is written, or where a kill has left it so. Nothing for what is not ours.
std::optional<std::string> email_of(const std::filesystem::directory_entry& entry) {
    std::error_code is_gone;
    if (entry.symlink_status(is_gone).type() != std::filesystem::file_type::regular) return std::nullopt;
    const auto name = entry.path().filename().string();
    const auto finished_name = without_ending(name, unfinished_ending);
    const auto id = without_ending(finished_name, ending);
    if (id == finished_name || !is_id(id)) return std::nullopt;
    return std::string(id);
}

}  // namespace

Folder::Folder(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code problem;
    std::filesystem::create_directories(path_, problem);
    if (!problem) std::filesystem::permissions(path_, std::filesystem::perms::owner_all, problem);
    if (problem) {
        throw std::runtime_error(
            fmt::format("The outbox {} cannot be created: {}.", path_.string(), problem.message()));
    }
}

DeliveryResult Folder::deliver(const Message& message, std::stop_token) {
    const auto file = path_ / (message.id + std::string(ending));
    try {
        write_durable_file(file, to_mime(message));
    } catch (const std::system_error&) {
        return {DeliveryResult::Outcome::try_again, "The outbox folder cannot be written."};
    }
    return {DeliveryResult::Outcome::kept, {}};
}

std::optional<Content> Folder::read(std::string_view id) const {
    if (!is_id(id)) return std::nullopt;
    std::ifstream stream(path_ / (std::string(id) + std::string(ending)), std::ios::binary);
    if (!stream) return std::nullopt;
    return content_from_mime({std::istreambuf_iterator<char>(stream), {}});
}

void Folder::delete_others(const std::function<bool(const std::string&)>& is_known) const {
    std::optional<std::filesystem::filesystem_error> failure;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
        const auto id = email_of(entry);
        if (!id || is_known(*id)) continue;
        std::error_code problem;
        std::filesystem::remove(entry.path(), problem);
        if (problem) failure.emplace("A file of the outbox cannot be deleted", entry.path(), problem);
    }
    if (failure) throw *failure;
}

}  // namespace rollcall::mail
