#include "backup/output_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "core/temporary_folder.hpp"

namespace rollcall::backup {

namespace {

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST(OutputFile, that_two_write_at_once_is_whole_and_is_that_of_one) {
    const TemporaryFolder folder;
    for (int round = 0; round < 50; ++round) {
        const auto file = folder.file("backup-" + std::to_string(round));
        std::atomic<int> published = 0;
        std::atomic<int> ready = 0;
        const auto write = [&](const std::string& bytes) {
            ++ready;
            while (ready < 2) std::this_thread::yield();
            for (int attempt = 0; attempt < 20; ++attempt) {
                try {
                    OutputFile output(file);
                    EXPECT_EQ(::write(output.descriptor(), bytes.data(), bytes.size()), std::ssize(bytes));
                    output.publish();
                    ++published;
                } catch (const std::runtime_error&) {
                }
            }
        };
        {
            const std::jthread first(write, "first");
            const std::jthread second(write, "second");
        }
        EXPECT_EQ(published, 1);
        const auto found = content(file);
        EXPECT_TRUE(found == "first" || found == "second") << found;
        EXPECT_FALSE(std::filesystem::exists(file + ".part"));
    }
}

}  // namespace rollcall::backup
