#include "core/files/durable_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <system_error>

#include "core/temporary_folder.hpp"

namespace rollcall {
namespace {

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// No file of this process can become larger, as if the disk were full.
class SmallFiles {
public:
    explicit SmallFiles(rlim_t bytes) : previous_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallFiles() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, previous_handler_);
    }
    SmallFiles(const SmallFiles&) = delete;
    SmallFiles& operator=(const SmallFiles&) = delete;

private:
    void (*previous_handler_)(int);
    rlimit before_{};
};

TEST(DurableFile, is_written_for_its_owner_only_and_replaces_the_one_before) {
    const TemporaryFolder folder;
    write_durable_file(folder.file("key"), "before");
    write_durable_file(folder.file("key"), "after");
    EXPECT_EQ(content(folder.file("key")), "after");
    EXPECT_EQ(std::filesystem::status(folder.file("key")).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_FALSE(std::filesystem::exists(folder.file("key.new")));
}

TEST(DurableFile, is_as_before_when_it_cannot_be_written) {
    const TemporaryFolder folder;
    write_durable_file(folder.file("key"), "before");
    {
        const SmallFiles limit(1000);
        EXPECT_THROW(write_durable_file(folder.file("key"), std::string(2000, 'x')), std::system_error);
    }
    EXPECT_EQ(content(folder.file("key")), "before");
    EXPECT_FALSE(std::filesystem::exists(folder.file("key.new")));
    EXPECT_THROW(write_durable_file(folder.file("missing/key"), "x"), std::system_error);
}

}  // namespace
}  // namespace rollcall
