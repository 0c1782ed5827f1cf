#pragma once

#include <filesystem>

namespace rollcall::backup {

/// A new file for its owner alone that has its name only once it is whole: until then it is FILE.part, which is deleted
/// with this object. Throws std::runtime_error with one plain line.
class OutputFile {
public:
    /// Refuses a file that is there already, and a `.part` that another backup is writing.
    explicit OutputFile(std::filesystem::path file);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// To be written to.
    int descriptor() const { return descriptor_; }
    /// Makes it durable and gives it its name.
    void publish();

private:
    void open_part();

    std::filesystem::path file_;
    std::filesystem::path part_;
    int descriptor_ = -1;
    bool is_published_ = false;
};

}  // namespace rollcall::backup
