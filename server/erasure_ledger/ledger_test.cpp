#include "erasure_ledger/ledger.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"

namespace rollcall::erasure_ledger {

namespace {

class ErasureLedger : public ::testing::Test {
protected:
    Entry member(const std::string& id, Time time) const { return {time, ErasedKind::member, hash_of_member(key, id)}; }
    void append(const Entry& entry) { Ledger(file, key).append({&entry, 1}); }

    std::string text() const {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    void write(const std::string& text) const { std::ofstream(file, std::ios::binary) << text; }

    std::string refusal(const SealingKey& with) const {
        try {
            read_ledger(file, with);
            return "";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }

    TemporaryFolder folder;
    const std::filesystem::path file = folder.file("erasures.log");
    const SealingKey key = SealingKey::load_or_create(folder.file("key"));
    const Time noon = from_milliseconds(1'800'000'000'123);
    const Time later = noon + std::chrono::hours(1);
};

}  // namespace

TEST_F(ErasureLedger, keeps_what_was_added_in_a_private_file_that_tells_no_id) {
    // Not "ada", which a hash may contain.
    const Entry number{later, ErasedKind::number, std::string(64, 'a')};
    append(member("tom", noon));
    append(number);
    EXPECT_EQ(read_ledger(file, key).entries, (std::vector{member("tom", noon), number}));
    EXPECT_EQ(read_ledger(file, key).end, Content::End::whole);
    EXPECT_EQ(text().find("tom"), std::string::npos);
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(ErasureLedger, has_each_erasure_once_and_a_number_again_when_it_is_erased_later) {
    Ledger ledger(file, key);
    const std::array entries{member("ada", noon), member("ben", noon)};
    ledger.append(entries);
    ledger.append(entries);
    append(entries[0]);
    EXPECT_EQ(read_ledger(file, key).entries.size(), 2U);
    append(member("ada", later));
    EXPECT_EQ(read_ledger(file, key).entries.size(), 3U);
    append(member("ada", noon));
    EXPECT_EQ(read_ledger(file, key).entries.size(), 3U);
}

TEST_F(ErasureLedger, is_read_as_far_as_it_is_whole_after_a_crash_at_any_byte_and_then_completed) {
    append(member("ada", noon));
    append(member("ben", noon));
    const auto whole = text();
    const auto last_line = whole.rfind('\n', whole.size() - 2) + 1;
    for (auto size = last_line; size < whole.size(); ++size) {
        write(whole.substr(0, size));
        const bool lacks_line_end = size == whole.size() - 1;
        const auto content = read_ledger(file, key);
        EXPECT_EQ(content.entries.size(), lacks_line_end ? 2U : 1U) << size;
        EXPECT_TRUE(content.damaged_lines.empty()) << size;
        append(member("ben", noon));
        EXPECT_EQ(text(), whole) << size;
    }
}

TEST_F(ErasureLedger, names_the_lines_that_are_damaged_and_reads_the_others) {
    for (const auto* id : {"ada", "ben", "eva"}) append(member(id, noon));
    auto damaged = text();
    damaged[damaged.find(member("ben", noon).hash) + 5] = '!';
    write(damaged);
    const auto content = read_ledger(file, key);
    EXPECT_EQ(content.damaged_lines, std::vector<std::size_t>{3});
    EXPECT_EQ(content.entries, (std::vector{member("ada", noon), member("eva", noon)}));
    EXPECT_EQ(describe_damage(file, content), "Line 3 of the ledger of erasures " + file.string() + " is damaged");
    append(member("ben", noon));
    EXPECT_EQ(read_ledger(file, key).entries.size(), 3U);
}

TEST_F(ErasureLedger, of_another_key_file_or_version_is_refused_and_so_is_another_file) {
    append(member("ada", noon));
    const auto before = text();
    EXPECT_EQ(refusal(key), "");
    EXPECT_EQ(refusal(SealingKey::load_or_create(folder.file("other"))),
              "The ledger of erasures " + file.string() +
                  " was written with another key file. Put that key file back, or name the ledger of this one by "
                  "--erasures-file.");
    EXPECT_THROW(Ledger(file, SealingKey::load(folder.file("other"))), std::runtime_error);
    EXPECT_EQ(text(), before);
    write("rollcall-erasures 2 1234\n");
    EXPECT_NE(refusal(key).find("was written by a newer Rollcall."), std::string::npos);
    for (const auto* other : {"", "\n", "a list of names\n"}) {
        write(other);
        EXPECT_NE(refusal(key).find("is no ledger of erasures: its first line is wrong."), std::string::npos) << other;
    }
    EXPECT_THROW(read_ledger(folder.path(), key), std::runtime_error);
    EXPECT_THROW(Ledger(folder.file("nowhere") + "/erasures.log", key), std::runtime_error);
}

TEST_F(ErasureLedger, that_cannot_be_written_says_so_and_has_the_entry_when_it_is_tried_again) {
    Ledger ledger(file, key);
    const auto entry = member("ada", noon);
    const auto away = folder.file("away");
    std::filesystem::rename(file, away);
    EXPECT_THROW(ledger.append({&entry, 1}), Error);
    ledger.try_append(entry);
    std::filesystem::rename(away, file);
    ledger.append({&entry, 1});
    EXPECT_EQ(read_ledger(file, key).entries, std::vector{entry});
}

TEST_F(ErasureLedger, adds_nothing_to_a_file_that_has_not_its_first_line) {
    Ledger ledger(file, key);
    const auto entry = member("ada", noon);
    const auto whole = text();
    for (const auto* other : {"", "a list of names\n"}) {
        write(other);
        EXPECT_THROW(ledger.append({&entry, 1}), Error);
        EXPECT_EQ(text(), other);
    }
    write(whole);
    ledger.append({&entry, 1});
    EXPECT_EQ(read_ledger(file, key).entries, std::vector{entry});
}

TEST_F(ErasureLedger, takes_entries_of_many_threads) {
    Ledger ledger(file, key);
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 8; ++thread) {
            threads.emplace_back([&, thread] {
                for (int count = 0; count < 20; ++count) {
                    const auto entry = member(std::to_string(thread * 100 + count), noon);
                    ledger.append({&entry, 1});
                }
            });
        }
    }
    EXPECT_EQ(read_ledger(file, key).entries.size(), 160U);
    EXPECT_TRUE(read_ledger(file, key).damaged_lines.empty());
}

}  // namespace rollcall::erasure_ledger
