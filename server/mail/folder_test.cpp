#include "mail/folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "core/temporary_folder.hpp"

namespace rollcall::mail {

namespace {

namespace fs = std::filesystem;

class MailFolder : public ::testing::Test {
protected:
    void write(const std::string& name) { std::ofstream(path / name) << "an email"; }

    std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(path)) found.insert(entry.path().filename().string());
        return found;
    }

    TemporaryFolder temporary;
    fs::path path = temporary.file("outbox");
    Folder folder{path};
};

bool is_known_one(const std::string& id) { return id == "known-1"; }

bool is_never_known(const std::string&) { return false; }

}  // namespace

TEST_F(MailFolder, keeps_the_files_of_known_emails_only) {
    write("known-1.eml");
    write("unknown-2.eml");
    folder.delete_others(is_known_one);
    EXPECT_EQ(names(), std::set<std::string>{"known-1.eml"});
}

TEST_F(MailFolder, keeps_a_known_email_that_is_being_written_and_none_that_was_left_unfinished) {
    write("known-1.eml.new");
    write("unknown-2.eml.new");
    folder.delete_others(is_known_one);
    EXPECT_EQ(names(), std::set<std::string>{"known-1.eml.new"});
}

TEST_F(MailFolder, leaves_alone_what_is_no_file_of_an_email) {
    const std::set<std::string> others{".eml",     "notes.txt",     "notes.new",  "Report 1.eml",
                                       "link.eml", "empty-dir.eml", "lost+found", "without-ending"};
    for (const auto* name : {".eml", "notes.txt", "notes.new", "Report 1.eml", "without-ending"}) write(name);
    fs::create_symlink("notes.txt", path / "link.eml");
    fs::create_directory(path / "empty-dir.eml");
    fs::create_directories(path / "lost+found" / "inner");
    folder.delete_others(is_never_known);
    EXPECT_EQ(names(), others);
}

TEST_F(MailFolder, deletes_the_others_although_one_cannot_be_deleted) {
    for (const auto* name : {"one.eml", "two.eml", "three.eml"}) write(name);
    std::string stuck;
    const auto put_a_folder_in_the_way_of_the_first = [&](const std::string& id) {
        if (stuck.empty()) {
            stuck = id + ".eml";
            fs::remove(path / stuck);
            fs::create_directories(path / stuck / "inner");
        }
        return false;
    };
    try {
        folder.delete_others(put_a_folder_in_the_way_of_the_first);
        FAIL() << "nothing was thrown";
    } catch (const fs::filesystem_error& error) {
        EXPECT_EQ(error.path1(), path / stuck);
    }
    EXPECT_EQ(names(), std::set{stuck});
}

}  // namespace rollcall::mail
