#include "core/files/disk_error.hpp"

namespace rollcall {

std::string describe_to_operator(const std::exception& error) {
    const auto* of_disk = dynamic_cast<const DiskError*>(&error);
    std::string text = of_disk ? of_disk->cause() : error.what();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

}  // namespace rollcall
