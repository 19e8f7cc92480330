#include <jni.h>

/* Calls the private method Module.implAddOpens: JNI checks no access. */
JNIEXPORT void JNICALL Java_ways_Ways_open(JNIEnv *env, jclass c, jobject module, jstring package, jobject to) {
    jclass type = (*env)->GetObjectClass(env, module);
    jmethodID open = (*env)->GetMethodID(env, type, "implAddOpens", "(Ljava/lang/String;Ljava/lang/Module;)V");
    (*env)->CallVoidMethod(env, module, open, package, to);
}
