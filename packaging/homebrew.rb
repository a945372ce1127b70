class Swarmlab < Formula
  desc "Creates and removes Docker Swarm labs with one command"
  homepage "@URL@"
  url "@URL@/swarmlab-@VERSION@.jar"
  version "@VERSION@"
  sha256 "@JAR@"
  license "Apache-2.0"

  depends_on "openjdk"

  resource "launcher" do
    url "@URL@/swarmlab"
    sha256 "@LAUNCHER@"
  end

  def install
    libexec.install "swarmlab-@VERSION@.jar"
    resource("launcher").stage { libexec.install "swarmlab" }
    chmod 0755, libexec/"swarmlab"
    (bin/"swarmlab").write_env_script libexec/"swarmlab", Language::Java.overridable_java_home_env
    generate_completions_from_executable(bin/"swarmlab", "completion", shells: [:bash, :zsh, :fish])
    system bin/"swarmlab", "man-pages", man1
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/swarmlab --version")
  end
end
