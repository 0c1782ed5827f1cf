#include "storage/data_folder.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <system_error>

namespace rollcall::storage {

void create_data_folder(const std::filesystem::path& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) {
        throw std::runtime_error(
            fmt::format("The data folder {} cannot be created: {}.", folder.string(), problem.message()));
    }
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, problem);
}

}  // namespace rollcall::storage
