// Checked by reading only: no Gradle that runs on Java 25 was at hand.
plugins {
    application
}

val jopherFlag = "--add-opens=java.base/java.lang=ALL-UNNAMED"

repositories {
    mavenLocal()
    mavenCentral()
}

java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(25)
    }
}

dependencies {
    implementation(platform("dev.jopher:jopher-bom:0.1.0"))
    implementation("dev.jopher:jopher")
    testImplementation("dev.jopher:jopher-junit")
    testImplementation("org.junit.jupiter:junit-jupiter:6.1.3")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

application {
    mainClass = "hello.Main"
    applicationDefaultJvmArgs = listOf(jopherFlag)
}

tasks.jar {
    manifest {
        attributes("Main-Class" to "hello.Main", "Add-Opens" to "java.base/java.lang")
    }
}

tasks.withType<Test>().configureEach {
    useJUnitPlatform()
    jvmArgs(jopherFlag)
}
